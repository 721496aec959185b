import { describe, expect, it } from 'vitest';
import { linearDevice } from '../../devices/linear-device.js';
import { parseDeviceFile } from '../../devices/files/device-file.js';
import { randomStream, type RandomStream } from '../../src/core/random-stream.js';
import { ScalarLearning, type ScalarChoices } from '../../src/analysis/anatomy/scalar-learning.js';

/** Closed forms for a scalar weight, w ← w + α (w* − ŵ), against product, scheme, crossbar, board and bank. */

const TARGET = 0.5;
const SIGMA = 0.005;
/** So many pulses that rounding is below everything else, but where it is the subject. */
const FINE = 100_000;
const usual = { scheme: 'self-correcting', weights: 200, seed: 11, pulses: FINE } as const;

/** The spread of weights around their target in the long run, as a variance. */
async function stationaryVariance(
  choices: Partial<ScalarChoices>,
  alpha: number,
  steps = 1500,
  target: (step: number) => number = () => TARGET,
) {
  const learning = new ScalarLearning({ ...usual, ...choices });
  const devices = choices.schemeSettings?.['devices'] ?? 1;
  for (let k = 0; k < devices; k++) await learning.ask(() => TARGET / devices);
  let sum = 0;
  const settle = Math.ceil(10 / alpha);
  for (let t = 0; t < settle + steps; t++) {
    await learning.learn(alpha, target(t));
    if (t >= settle) sum += variance(learning.hold());
  }
  return sum / steps;
}

/** Around the mean over weights, which all have the same target. */
function variance(weights: Float64Array): number {
  const mean = average(weights);
  return weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / (weights.length - 1);
}

function average(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** Within so many percent. */
function expectNear(value: number, theory: number, percent: number): void {
  expect(Math.abs(value / theory - 1), `${value} against ${theory}`).toBeLessThan(percent / 100);
}

const rates = [0.04, 0.2, 0.5];

describe('closed forms', () => {
  it('linear devices are a device file’s, and straight', async () => {
    const file = {
      format: 'memloop-devices',
      version: 1,
      source: 'theory',
      devices: [linearDevice(200, {})],
    };
    expect(parseDeviceFile(file, 'linear').devices).toHaveLength(1);
    const learning = new ScalarLearning({ ...usual, pulses: 200 });
    for (const wish of [0.3, 0.4, -0.6]) await learning.ask(() => wish);
    for (const weight of learning.hold()) expect(weight).toBeCloseTo(0.1, 12);
  });

  it.each(rates)('write noise with feedback: σ² / (α (2 − α)), α = %f, within 4 %', async (alpha) => {
    const found = await stationaryVariance({ noise: 'write', sizes: { update: SIGMA } }, alpha);
    expectNear(found, SIGMA ** 2 / (alpha * (2 - alpha)), 4);
  });

  it('write noise without feedback: t σ², within 8 %', async () => {
    const learning = new ScalarLearning({ ...usual, scheme: 'open-loop', weights: 4000, noise: 'write', sizes: { update: SIGMA } }); // prettier-ignore
    for (let t = 1; t <= 64; t++) {
      await learning.ask(() => (t === 1 ? TARGET : t % 2 ? 0.001 : -0.001));
      if ([1, 4, 16, 64].includes(t)) expectNear(variance(learning.hold()), t * SIGMA ** 2, 8);
      // What the learner computes with knows nothing of it.
      expect(variance(await learning.read())).toBeLessThan(1e-20);
    }
  });

  it.each(rates)('read noise with feedback: α σ² / (2 − α), α = %f, within 4 %', async (alpha) => {
    const found = await stationaryVariance({ noise: 'read', sizes: { read: SIGMA } }, alpha);
    expectNear(found, (alpha * SIGMA ** 2) / (2 - alpha), 4);
  });

  it.each([2, 4, 16])('the mean of m = %i reads: α σ² / (m (2 − α)), within 4 %', async (reads) => {
    const found = await stationaryVariance(
      { scheme: 'averaged-reads', schemeSettings: { reads }, noise: 'read', sizes: { read: SIGMA } },
      0.2,
    );
    expectNear(found, (0.2 * SIGMA ** 2) / (reads * (2 - 0.2)), 4);
  });

  it('noise of n pulses an update: n σ² / (α (2 − α)), within 5 %', async () => {
    const [alpha, swing, sigma] = [0.2, 0.04, 1e-5];
    // A target that goes to and fro keeps the number of pulses up; the weight follows with |Δw| = 2 α swing / (2 − α).
    const pulses = (FINE * 2 * alpha * swing) / (2 - alpha);
    const to = (t: number) => TARGET + (t % 2 ? swing : -swing);
    const found = await stationaryVariance({ noise: 'pulse', sizes: { pulse: sigma } }, alpha, 1500, to);
    expectNear(found, (pulses * sigma ** 2) / (alpha * (2 - alpha)), 5);
  });
});

describe('rounding', () => {
  const N = 200;
  const starts = (w: number) => 0.4 + (0.2 * w) / usual.weights;

  it.each([0.2, 0.04])('to the nearest pulse stalls within 1 / (2 N α), α = %f', async (alpha) => {
    const zone = 1 / (2 * N * alpha);
    const learning = new ScalarLearning({ ...usual, pulses: N });
    await learning.ask((w) => starts(w) - 0.1);
    const begun = learning.hold().slice();
    for (let t = 0; t < 400; t++) await learning.learn(alpha, TARGET);
    const errors = learning.hold().map((weight) => Math.abs(weight - TARGET));
    // Half to even: a wish of exactly half a pulse is none.
    expect(Math.max(...errors)).toBeLessThanOrEqual(zone + 1e-12);
    // And nothing that starts inside moves, so that errors as large as the zone remain.
    begun.forEach((weight, w) => {
      if (Math.abs(weight - TARGET) < zone - 1e-9) expect(learning.hold()[w]).toBe(weight);
    });
    expect(Math.max(...errors)).toBeGreaterThan(zone - 1 / N);
  });

  it('at random does not stall: weights come from inside the zone to the target, with the variance of f (1 − f) / N² an update', async () => {
    const alpha = 0.04;
    // Some ten pulses from where the weights are, and less than half of one times α; between two places of the device.
    const target = TARGET + 0.0513;
    const [stalled, free] = [false, true].map(
      (stochastic) => new ScalarLearning({ ...usual, weights: 400, pulses: N, stochastic }),
    );
    for (const learning of [stalled, free]) await learning.ask(() => TARGET);
    let [squares, added, mean] = [0, 0, 0];
    for (let t = 0; t < 1400; t++) {
      for (const learning of [stalled, free]) await learning.learn(alpha, target);
      if (t < 400) continue;
      for (const weight of free.hold()) {
        const f = (N * alpha * Math.abs(weight - target)) % 1;
        mean += (weight - target) / 400_000;
        squares += (weight - target) ** 2 / 400_000;
        added += (f * (1 - f)) / N ** 2 / 400_000;
      }
    }
    for (const weight of stalled.hold()) expect(weight).toBeCloseTo(TARGET, 12);
    expect(Math.abs(mean)).toBeLessThan(0.02 * Math.sqrt(squares));
    expectNear(squares, added / (alpha * (2 - alpha)), 3);
  });

  it.each([0.1, 0.35, 0.5, 0.8])('at random adds f (1 − f) / N² an update, f = %f, within 5 %', async (f) => {
    const learning = new ScalarLearning({ ...usual, weights: 20_000, pulses: N, stochastic: true });
    await learning.ask(() => 0.25 + (3 + f) / N);
    const weights = learning.hold();
    expectNear(variance(weights), (f * (1 - f)) / N ** 2, 5);
    const error = Math.sqrt((f * (1 - f)) / weights.length) / N;
    expect(Math.abs(average(weights) - 0.25 - (3 + f) / N)).toBeLessThan(4 * error);
  });
});

describe('write and verify', () => {
  const [tolerance, wish, step] = [0.02, 0.3, 1 / 1000];
  const verify = { scheme: 'write-verify', pulses: 1000, weights: 2000 } as const;

  async function misses(read: number, reads: number): Promise<Float64Array> {
    const learning = new ScalarLearning({
      ...usual,
      ...verify,
      schemeSettings: { tolerance, reads, attempts: 5000 },
      noise: 'read',
      sizes: { read },
    });
    await learning.ask(() => wish);
    return learning.hold().map((weight) => weight - wish);
  }

  it('accepts at the first pulse within ε of the target, where reads are exact', async () => {
    for (const miss of await misses(0, 1)) {
      expect(miss).toBeGreaterThan(-tolerance - 1e-10);
      expect(miss).toBeLessThan(-tolerance + step + 1e-10);
    }
  });

  it('accepts within ε + 4 σ / √m, too early rather than too late, and closer to ε the more reads it averages', async () => {
    const sigma = 0.01;
    const early = await Promise.all(
      [1, 4, 16].map(async (reads) => {
        const found = await misses(sigma, reads);
        // The target itself is a read more, with as much noise.
        const reach = tolerance + step + 4 * Math.sqrt(2) * (sigma / Math.sqrt(reads));
        for (const miss of found) expect(Math.abs(miss)).toBeLessThan(reach);
        return -average(found) - tolerance;
      }),
    );
    // First passage: many trials, each with its own noise, and one of them is enough.
    expect(early[0]).toBeGreaterThan(0.01);
    expect(early[1]).toBeLessThan(0.65 * early[0]);
    expect(early[2]).toBeLessThan(0.65 * early[1]);
    expect(early[2]).toBeGreaterThan(0);
  });
});

describe('several devices a weight', () => {
  const alpha = 0.2;
  const bound = 1 / (alpha * (2 - alpha));
  const synapse = (devices: number) => ({ scheme: 'multi-memristive', schemeSettings: { devices } }) as const;

  it.each([1, 2, 4, 8])('N_d = %i: noise of an update falls with N_d², of a read with N_d, within 5 %', async (devices) => {
    const write = await stationaryVariance({ ...synapse(devices), noise: 'write', sizes: { update: SIGMA } }, alpha, 500);
    expectNear(write, (bound * SIGMA ** 2) / devices ** 2, 5);
    const read = await stationaryVariance({ ...synapse(devices), noise: 'read', sizes: { read: SIGMA } }, alpha, 500);
    expectNear(read, (alpha * SIGMA ** 2) / ((2 - alpha) * devices), 5);
  }); // prettier-ignore

  // Odd, so that each device goes to and fro too.
  it.each([1, 3, 5])('N_d = %i: noise of pulses falls with N_d, for N_d times the pulses, within 5 %', async (devices) => {
    const [swing, sigma] = [0.04, 1e-5];
    const pulses = (FINE * 2 * alpha * swing) / (2 - alpha);
    const to = (t: number) => TARGET + (t % 2 ? swing : -swing);
    const found = await stationaryVariance({ ...synapse(devices), noise: 'pulse', sizes: { pulse: sigma } }, alpha, 1500, to);
    expectNear(found, (bound * pulses * sigma ** 2) / devices, 5);
  }); // prettier-ignore
});

/** Two-state noise: A high, a share d of the time, with correlation time τ, in reads. */
class Telegraph {
  private readonly high: Uint8Array;
  private readonly drawn = new Float64Array(1);

  constructor(
    size: number,
    private readonly siemens: number,
    private readonly duty: number,
    private readonly time: number,
    private readonly random: RandomStream,
  ) {
    this.high = new Uint8Array(size).map(() => (random.uniform() < duty ? 1 : 0));
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const kept = Math.exp(-1 / this.time);
    for (let i = 0; i < count; i++) {
      this.random.uniforms(this.drawn, 1);
      const d = device[i];
      deviation[i] = this.siemens * this.high[d];
      // P(high | now) after one read: d + (now − d) e^(−1/τ).
      this.high[d] = this.drawn[0] < this.duty + (this.high[d] - this.duty) * kept ? 1 : 0;
    }
  }
}

describe('telegraph noise', () => {
  const [amplitude, duty] = [0.02, 0.3];

  it.each([
    [1, 5],
    [4, 0.5],
    [4, 5],
    [16, 5],
    [16, 50],
  ])('m = %i reads, τ = %f: A² d (1 − d) / m · [1 + 2 Σ (1 − k/m) e^(−k/τ)], within 6 %', async (reads, time) => {
    const learning = new ScalarLearning({
      ...usual,
      weights: 1500,
      scheme: 'averaged-reads',
      schemeSettings: { reads },
      bank: (bank) => {
        const window = bank.highest[0] - bank.lowest[0];
        const noise = new Telegraph(bank.size, amplitude * window, duty, time, randomStream(5, 'read noise'));
        return Object.assign(bank, { readNoise: noise });
      },
    });
    await learning.ask(() => TARGET);
    let sum = 0;
    const rounds = 40;
    for (let k = 0; k < rounds; k++) sum += variance(await learning.read());
    let correlated = 1;
    for (let k = 1; k < reads; k++) correlated += 2 * (1 - k / reads) * Math.exp(-k / time);
    expectNear(sum / rounds, (amplitude ** 2 * duty * (1 - duty) * correlated) / reads, 6);
  }); // prettier-ignore
});
