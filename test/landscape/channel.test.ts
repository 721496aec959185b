import { describe, expect, it } from 'vitest';
import { channelPoint } from '../../src/landscape/channel/channel-point.js';
import { gatedUnit } from '../../src/landscape/channel/gated-unit.js';
import type { NeuronPair } from '../../src/landscape/channel/neuron-pair.js';
import { spectrumAt } from '../../src/landscape/spectrum.js';
import { toyProblem } from '../../src/landscape/toy.js';
import { bestInWindow } from '../../src/landscape/window/best-in-window.js';
import { oracle } from '../networks/oracle.js';

interface ChannelToy {
  oneNeuron: { w: number; a: number; loss: number };
  infinity: { w: number; loss: number; c: number; a: number }[];
  channel: { channel: number; halfDifference: number; loss: number; w1: number; w2: number; a1: number; a2: number; hessianEigenvalues: number[] }[];
  window: { window: number; loss: number }[];
} // prettier-ignore

const toy = oracle<ChannelToy>('channel_toy.json');
const { network, objective, narrow } = toyProblem();
const pair: NeuronPair = { layer: 0, one: 0, other: 1, sign: 1 };
const inChannel = [Float64Array.of(0.88, 0.85, 64.8, -63.2), Float64Array.of(3.1, 3.2, 65, -63)];

describe.skipIf(!toy)('the toy beside independent numbers; skipped where shared/oracle is absent', () => {
  it('has their losses and spectra, and finds their places along both channels', () => {
    for (const { w1, w2, a1, a2, loss, halfDifference, hessianEigenvalues } of toy!.channel) {
      const given = Float64Array.of(w1, w2, a1, a2);
      expect(Math.abs(objective.value(given) - loss)).toBeLessThan(1e-11);
      const { eigenvalues } = spectrumAt(objective, given);
      for (const [i, value] of hessianEigenvalues.entries())
        expect(Math.abs(eigenvalues[i] / value - 1)).toBeLessThan(i === 0 ? 1e-3 : 1e-9);
      const found = channelPoint(objective, network, given, pair, halfDifference);
      expect(found.isSettled).toBe(true);
      for (const [i, value] of given.entries()) expect(found.parameters[i]).toBeCloseTo(value, 7);
    }
  });

  it('ends both channels in their gated linear units', () => {
    for (const [k, truth] of toy!.infinity.entries()) {
      const unit = gatedUnit(objective, network, inChannel[k], pair);
      expect(Math.abs(unit.loss - truth.loss)).toBeLessThan(1e-9);
      expect(unit.w[0]).toBeCloseTo(truth.w, 5);
      expect(unit.c).toBeCloseTo(truth.c, 5);
      expect(unit.a * unit.direction[0]).toBeCloseTo(truth.a, 5);
    }
  });

  it('has their loss of one neuron, and no channel in a window of 2 or less', () => {
    const { w, a, loss } = toy!.oneNeuron;
    expect(narrow!.objective.value(Float64Array.of(w, a))).toBeCloseTo(loss, 12);
    for (const window of [1.5, 2])
      expect(Math.abs(bestInWindow(objective, window, { starts: 20 }).loss / loss - 1)).toBeLessThan(1e-9);
    for (const truth of toy!.window)
      expect(Math.abs(bestInWindow(objective, truth.window, { starts: 20 }).loss - truth.loss)).toBeLessThan(
        1e-10,
      );
  });
});

it('falls as the square of the difference, and curves as its square', () => {
  for (const start of inChannel) {
    const { loss } = gatedUnit(objective, network, start, pair);
    const [near, far] = [64, 256].map((half) => channelPoint(objective, network, start, pair, half));
    const [sharp, sharper] = [near, far].map(
      ({ parameters }) => spectrumAt(objective, parameters).eigenvalues[3],
    );
    const slope = (first: number, second: number) => Math.log(second / first) / Math.log(4);
    expect(Math.abs(slope(near.loss - loss, far.loss - loss) + 2)).toBeLessThan(0.02);
    expect(Math.abs(slope(sharp, sharper) - 2)).toBeLessThan(0.02);
  }
});

it('finds the same channel where the second neuron is turned', () => {
  const [start] = inChannel;
  const turned = Float64Array.of(start[0], -start[1], start[2], -start[3]);
  const unit = gatedUnit(objective, network, turned, { ...pair, sign: -1 });
  expect(unit.loss).toBeCloseTo(gatedUnit(objective, network, start, pair).loss, 10);
});

it('refuses a pair that is none', () => {
  expect(() => channelPoint(objective, network, inChannel[0], { ...pair, other: 2 }, 8)).toThrow(
    /expected two neurons of a hidden layer/,
  );
});
