import { describe, expect, it } from 'vitest';
import { PublishedWalk } from '../../devices/vcm/cycle-walk.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { noiseStructures, type NoiseName } from '../../devices/noise/noise.js';
import { drawStepBank } from '../../devices/steps/step-kinds.js';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { TwinnedBank } from '../../devices/wrappers/twinned-bank.js';
import { cycleModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { randomStream, streams } from '../../src/core/random-stream.js';
import { batchOf, deviceBankContract } from '../contracts/device-bank.js';

const fits = shippedDevices().devices;
const ends = (end: 'lowestSiemens' | 'highestSiemens') => Float64Array.from(fits, (fit) => fit[end]);

function cycles(noise: NoiseName, seed: number, fitOf = Uint16Array.from(fits.keys())): VcmBank {
  const model = cycleModel(fits, noiseStructures[noise]);
  const walk = new PublishedWalk(fitOf.length, model.cycles, randomStream(seed, 'cycles'));
  return new VcmBank(model, fitOf, walk, randomStream(seed, 'write noise'), randomStream(seed, 'read noise'));
}

const steps = (seed: number, quiet: boolean) =>
  drawStepBank(
    stepPresets['reram-es'],
    [ends('lowestSiemens'), ends('highestSiemens')],
    streams(seed),
    !quiet,
  );

deviceBankContract(
  'cycles with a twin',
  (seed) => new TwinnedBank(cycles('write', seed), cycles('none', seed)),
);

const wishes = (k: number) =>
  fits.map((_, device) => ({ device, delta: 0.2 * Math.sin(1 + k * (device + 2)) }));

describe('a bank with a twin', () => {
  it.each([
    ['cycles', () => cycles('none', 3), () => cycles('none', 3), 200],
    ['step devices', () => steps(3, true), () => steps(3, true), 1481],
  ] as const)('%s: without noise the twin goes where the bank goes', (_, bank, twin, range) => {
    const both = new TwinnedBank(bank(), twin());
    for (let k = 0; k < 60; k++) {
      both.clear();
      both.pulse(batchOf(wishes(k), range));
      both.moved.forEach((moved, d) => expect(both.pulled[d]).toBeCloseTo(moved, 10));
    }
  });

  it.each([
    ['cycles', () => cycles('write', 3), () => cycles('none', 3), 200],
    ['step devices', () => steps(3, false), () => steps(3, true), 1481],
  ] as const)('%s: the bank does what it would do alone, and what it did adds up to where it is', (_, bank, twin, range) => {
    const both = new TwinnedBank(bank(), twin());
    const alone = bank();
    for (let k = 0; k < 60; k++) {
      both.pulse(batchOf(wishes(k), range));
      alone.pulse(batchOf(wishes(k), range));
    }
    expect(both.conductance).toEqual(alone.conductance);
    both.moved.forEach((moved, d) => {
      const { lowest, highest, conductance } = both;
      expect(moved).toBeCloseTo((conductance[d] - lowest[d]) / (highest[d] - lowest[d]), 10);
    });
    const apart = both.moved.map((moved, d) => moved - both.pulled[d]);
    expect(Math.max(...apart)).toBeGreaterThan(0.01);
  }); // prettier-ignore

  it('finds the noise that the bank was given: σ of the curve, within four standard errors', () => {
    const copies = new Uint16Array(20_000).fill(5);
    const [low, high] = [fits[5].lowestSiemens, fits[5].highestSiemens];
    const sigmas = fits[5].cycles.set.slice(0, -1).map(({ sigma }) => sigma);
    // A start is drawn from all cycles but the last, with equal chances.
    const sigma = Math.hypot(...sigmas) / Math.sqrt(sigmas.length);
    const both = new TwinnedBank(cycles('write', 1, copies), cycles('none', 1, copies));
    both.conductance.fill((low + high) / 2);
    both.pulse(batchOf(Array.from(copies, (_, device) => ({ device, delta: 0.05 }))));
    const squares = both.moved.reduce((sum, moved, d) => sum + (moved - both.pulled[d]) ** 2, 0);
    const found = Math.sqrt(squares / copies.length);
    expect(Math.abs(found / sigma - 1)).toBeLessThan(4 / Math.sqrt(2 * copies.length));
  });
});
