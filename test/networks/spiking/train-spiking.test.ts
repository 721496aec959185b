import { describe, expect, it } from 'vitest';
import { logisticLoss } from '../../../src/networks/spiking/sequence-loss.js';
import { SpikingGradient } from '../../../src/networks/spiking/spiking-gradient.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import { drawSpiking } from '../../../src/networks/spiking/training/draw-spiking.js';
import { cutSequences } from '../../../src/networks/spiking/training/sequences.js';
import {
  trainSpiking,
  type SpikingEpoch,
  type SpikingTraining,
} from '../../../src/networks/spiking/training/train-spiking.js';
import { weightNoise } from '../../../src/networks/spiking/training/weight-noise.js';
import { randomTrains } from './random-trains.js';

const STEPS = 2000;
const trains = randomTrains('train', STEPS, 12, 0.3);
/** 1 where input 3 or input 7 spiked in the step before: the network must remember. */
const targets = Float64Array.from({ length: STEPS }, (_, t) => {
  const before = trains.row.subarray(trains.start[Math.max(0, t - 1)], trains.start[t]);
  return Number(before.includes(3) || before.includes(7));
});
const network = new SpikingNetwork({ inputs: 12, layers: [16], leak: 0.5, outputLeak: 0 });
const sequences = cutSequences([0, 900, STEPS], 100);

function trained(settings: Partial<SpikingTraining>, objective = gradientOf()) {
  const parameters = drawSpiking(network, 3, 4);
  const epochs: Omit<SpikingEpoch, 'parameters'>[] = [];
  const watch = ({ epoch, loss, activity }: SpikingEpoch) => void epochs.push({ epoch, loss, activity });
  const state = trainSpiking(objective, parameters, trains, sequences, {
    seed: 5,
    epochs: 4,
    batch: 4,
    rate: 0.01,
    watch,
    ...settings,
  });
  return { parameters, epochs, state };
}

const gradientOf = (strength = 0) =>
  new SpikingGradient(network, logisticLoss(targets), { activity: { level: 0.05, strength } });

describe('training of a spiking network', () => {
  it('learns what it must remember for a step', () => {
    const { epochs } = trained({ epochs: 25, decay: 0.95 });
    expect(epochs[0].loss).toBeGreaterThan(0.6);
    expect(epochs[24].loss).toBeLessThan(0.1);
  });

  it('gives the same parameters for the same seed, and others for another', () => {
    const { parameters } = trained({});
    expect(trained({}).parameters).toEqual(parameters);
    expect(trained({ seed: 6 }).parameters).not.toEqual(parameters);
  });

  it('goes on where it stopped to the same parameters', () => {
    const perturb = weightNoise(network, { share: 0.1 });
    const whole = trained({ epochs: 4, perturb });
    const { parameters, state } = trained({ epochs: 2, perturb });
    const settings = { seed: 5, batch: 4, rate: 0.01, perturb };
    trainSpiking(gradientOf(), parameters, trains, sequences, {
      ...settings,
      epochs: 4,
      resume: structuredClone(state),
    });
    expect(parameters).toEqual(whole.parameters);
  });

  it('keeps pruned weights zero and all within the range', () => {
    const mask = Uint8Array.from({ length: network.size }, (_, i) => Number(i % 3 > 0));
    const { parameters } = trained({
      mask,
      range: [0.4, 0.2],
      perturb: weightNoise(network, { share: 0.1, mask }),
    });
    const { first } = network.output;
    for (const [i, weight] of parameters.entries()) {
      if (mask[i] === 0) expect(weight).toBe(0);
      expect(Math.abs(weight)).toBeLessThanOrEqual(i < first ? 0.4 : 0.2);
    }
    expect(parameters.filter((weight) => weight !== 0).length).toBe(mask.filter((there) => there).length);
  });

  it('spikes less with a penalty on activity', () => {
    const free = trained({ epochs: 8 }).epochs[7].activity;
    const held = trained({ epochs: 8 }, gradientOf(30)).epochs[7].activity;
    expect(free).toBeGreaterThan(0.15);
    expect(held).toBeLessThan(0.08);
  });

  it('stops where the loss is not finite', () => {
    const objective = new SpikingGradient(network, logisticLoss(targets.map((y, t) => (t === 7 ? NaN : y))));
    expect(() => trained({}, objective)).toThrow('the loss of epoch 1 is NaN; check targets and weights');
  });

  it('refuses settings out of range in a sentence', () => {
    expect(() => trained({ epochs: 0 })).toThrow('got 0 epochs: expected a whole number from 1');
    expect(() => trained({ rate: NaN })).toThrow('got the learning rate NaN: expected a number above 0');
    expect(() => trained({ mask: new Uint8Array(3) })).toThrow('got a mask of 3 numbers');
    expect(() => trained({ range: [1, 0] })).toThrow('got the ranges 1, 0 for weights');
    expect(() => cutSequences([0, 5], 0)).toThrow('got sequences of 0 steps');
  });
});
