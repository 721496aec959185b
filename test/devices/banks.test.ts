import { describe, expect, it } from 'vitest';
import { PublishedWalk, singleCurve } from '../../devices/vcm/cycle-walk.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { noiseStructures, type NoiseName } from '../../devices/noise/noise.js';
import { freeCurveModel } from '../../devices/vcm/free-curve-model.js';
import { cycleModel, meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { randomStream } from '../../src/core/random-stream.js';
import { batchOf, deviceBankContract } from '../contracts/device-bank.js';

const fits = shippedDevices().devices;
const each = Uint16Array.from(fits.keys());

function mean(noise: NoiseName, seed: number, fitOf = each): VcmBank {
  return new VcmBank(
    meanModel(fits, noiseStructures[noise]),
    fitOf,
    singleCurve,
    randomStream(seed, 'write noise'),
    randomStream(seed, 'read noise'),
  );
}

function cycles(noise: NoiseName, seed: number): VcmBank {
  const model = cycleModel(fits, noiseStructures[noise]);
  const walk = new PublishedWalk(fits.length, model.cycles, randomStream(seed, 'cycles'));
  return new VcmBank(model, each, walk, randomStream(seed, 'write noise'), randomStream(seed, 'read noise'));
}

function free(noise: NoiseName, seed: number): VcmBank {
  return new VcmBank(
    freeCurveModel(fits, noiseStructures[noise]),
    each,
    singleCurve,
    randomStream(seed, 'write noise'),
    randomStream(seed, 'read noise'),
  );
}

for (const noise of Object.keys(noiseStructures) as NoiseName[]) {
  deviceBankContract(`mean, ${noise} noise`, (seed) => mean(noise, seed));
  deviceBankContract(`cycles, ${noise} noise`, (seed) => cycles(noise, seed));
  deviceBankContract(`free curves, ${noise} noise`, (seed) => free(noise, seed));
}

describe('a batch of many devices', () => {
  const MANY = 1500;
  const rows = Array.from({ length: MANY }, (_, device) => ({
    device,
    delta: 0.3 * Math.sin(device) ** 3,
  }));

  it.each<NoiseName>(['none', 'write', 'pulse'])('is its rows one after the other, %s noise', (noise) => {
    const fitOf = Uint16Array.from({ length: MANY }, (_, d) => d % fits.length);
    const [whole, single] = [mean(noise, 1, fitOf), mean(noise, 1, fitOf)];
    for (const shift of [0.2, 0, -0.1]) {
      const asked = rows.map(({ device, delta }) => ({ device, delta: delta + shift }));
      whole.pulse(batchOf(asked));
      for (const row of asked) single.pulse(batchOf([row]));
    }
    expect(whole.conductance).toEqual(single.conductance);
    expect(whole.conductance[MANY - 1]).not.toBe(whole.lowest[MANY - 1]);
  });
});

describe('noise structures', () => {
  const COPIES = 20_000;
  const fit = fits[5];
  const copies = () => new Uint16Array(COPIES).fill(5);
  const all = (delta: number) => batchOf(Array.from({ length: COPIES }, (_, device) => ({ device, delta })));
  const zeroPulses = (sign: number) => {
    const batch = all(sign * 1e-9);
    batch.pulses.fill(0);
    return batch;
  };
  const weights = (bank: VcmBank) =>
    Array.from(bank.conductance, (g) => (g - fit.lowestSiemens) / (fit.highestSiemens - fit.lowestSiemens));
  const deviation = (values: number[]) => {
    const middle = values.reduce((sum, v) => sum + v, 0) / values.length;
    return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1));
  };
  // A sample's standard deviation has the relative standard error 1/√(2 n): 0.5 % here; four of them are allowed.
  const near = (got: number, expected: number) =>
    expect(Math.abs(got / expected - 1)).toBeLessThan(4 / Math.sqrt(2 * COPIES));

  it('write: one update of many pulses leaves σ, each further update of zero pulses adds another', () => {
    const bank = mean('write', 1, copies());
    bank.pulse(all(0.25));
    near(deviation(weights(bank)), fit.noise.set);
    bank.pulse(zeroPulses(-1));
    near(deviation(weights(bank)), Math.hypot(fit.noise.set, fit.noise.reset));
    expect(bank.readNoise).toBeUndefined();
  });

  it('pulse: n pulses leave √n times what one leaves, and zero pulses nothing', () => {
    const noisy = fits.map((other) => ({
      ...other,
      noise: { ...other.noise, accumulating: { set: 0.01, reset: 0.01 } },
    }));
    const model = meanModel(noisy, noiseStructures.pulse);
    const bank = new VcmBank(
      model,
      copies(),
      singleCurve,
      randomStream(1, 'write noise'),
      randomStream(1, 'read noise'),
    );
    bank.pulse(all(0.2));
    near(deviation(weights(bank)), 0.01 * Math.sqrt(40));
    const before = bank.conductance.slice();
    bank.pulse(zeroPulses(1));
    for (let d = 0; d < COPIES; d++)
      expect(Math.abs(bank.conductance[d] / before[d] - 1)).toBeLessThan(1e-15);
  });

  it('read: the state moves exactly, and a read sees white and pink noise beside it', () => {
    const bank = mean('read', 1, copies());
    const still = mean('none', 1, copies());
    bank.pulse(all(0.25));
    still.pulse(all(0.25));
    expect(bank.conductance).toEqual(still.conductance);
    const seen = new Float64Array(COPIES);
    bank.readNoise!.read(Uint32Array.from(seen.keys()), seen, COPIES);
    const { white, pink } = fit.noise;
    const expected = Math.hypot((white.set + white.reset) / 2, (pink.set + pink.reset) / 2);
    near(deviation([...seen]) / (fit.highestSiemens - fit.lowestSiemens), expected);
  });
});
