import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { CurveCalibration } from '../../devices/vcm/curve-calibration.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { ScalarLearning } from '../../src/analysis/anatomy/scalar-learning.js';
import type { RandomStream } from '../../src/core/random-stream.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { StochasticInversePulses } from '../../src/schemes/pulse-count.js';
import { schemeOf } from './parts-of.js';

describe('stochastic inverse counts', () => {
  const fits = shippedDevices().devices;
  const { curves } = meanModel(fits, noiseStructures.none);
  const DRAWS = 256;
  const place = Uint16Array.from({ length: DRAWS }, () => 0);

  /** Mean change of a device's weight over evenly spread draws, and the step of one pulse more. */
  function meanChange(fit: number, weight: number, delta: number): { mean: number; step: number } {
    const even = {
      uniforms: (out: Float64Array) => out.forEach((_, k) => (out[k] = (k + 0.5) / DRAWS)),
    } as unknown as RandomStream;
    place.fill(fit);
    const range = new Int32Array(DRAWS).fill(200);
    const count = new StochasticInversePulses(new CurveCalibration(curves, place), range, even);
    const batch = new UpdateBatch(DRAWS);
    for (let d = 0; d < DRAWS; d++) batch.add(d, delta);
    count.count(batch, new Float64Array(DRAWS).fill(weight));
    const falls = +(delta < 0);
    const start = falls ? 1 - weight : weight;
    const after = (pulses: number) => {
      const x = Float64Array.of(start);
      curves.move(Uint32Array.of(2 * fit + falls), x, Int32Array.of(pulses), 1);
      return x[0] - start;
    };
    const changes = Array.from(batch.pulses, (n) => after(Math.abs(n)));
    const mean = changes.reduce((sum, change) => sum + change, 0) / DRAWS;
    return { mean: falls ? -mean : mean, step: after(1) };
  }

  it('give the wanted change on average, on every device, to within 1/16 of a pulse', () => {
    fc.assert(
      fc.property(
        fc.nat(fits.length - 1),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: -0.08, max: 0.08, noNaN: true }),
        (fit, weight, delta) => {
          const { mean, step } = meanChange(fit, weight, delta);
          expect(Math.abs(mean - delta)).toBeLessThan(step / 16);
        },
      ),
    );
  });
});

describe('packets', () => {
  const wishes = fc.array(fc.record({ device: fc.nat(26), eighths: fc.integer({ min: -8, max: 8 }) }), {
    minLength: 1,
    maxLength: 200,
  });

  /** Applies each change in turn to exact memories; calls back with what the devices were asked for. */
  function given(name: string, settings: Record<string, number>, asked: { device: number; delta: number }[]) {
    const { scheme, parts } = schemeOf(name, { bank: 'ideal', settings });
    const sum = new Float64Array(27);
    // From the middle, so that no weight comes to its end.
    const scale = 1e-2;
    const start = new UpdateBatch(27);
    for (let d = 0; d < 27; d++) start.add(d, 0.5);
    void parts.arrays[0].program(start);
    for (const { device, delta } of asked) {
      const batch = new UpdateBatch(27);
      batch.add(device, delta * scale);
      void scheme.apply(batch);
      if (batch.count > 0) sum[device] += batch.delta[0] / scale;
    }
    return { sum, words: parts.words };
  }

  it('carried: what was asked of a weight is what it got and what its counter holds', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const asked = list.map(({ device, eighths }) => ({ device, delta: eighths / 8 }));
        const { sum, words } = given('carried-packets', { packet: 0.02, levels: 16 }, asked);
        for (let d = 0; d < 27; d++) {
          const total = asked.reduce((all, one) => all + (one.device === d ? one.delta : 0), 0);
          expect(sum[d] + words[0][d] / 8).toBeCloseTo(total, 6);
          expect(Math.abs(words[0][d])).toBeLessThan(16);
        }
      }),
    );
  });

  it('diffused: what a column got is what was asked of it, to within a packet', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const asked = list.map(({ device, eighths }) => ({ device, delta: eighths / 8 }));
        const { sum } = given('diffused-packets', { packet: 0.02, redraw: 0 }, asked);
        for (let column = 0; column < 3; column++) {
          let missing = 0;
          for (const { device, delta } of asked) if (device % 3 === column) missing += delta;
          sum.forEach((got, d) => (missing -= d % 3 === column ? got : 0));
          // A sum of a packet may fall short of it by rounding.
          expect(Math.abs(missing)).toBeLessThan(2 + 1e-9);
        }
      }),
    );
  });

  it('diffused: two weights of a column that are asked for opposite changes in turn both get theirs', () => {
    const asked = Array.from({ length: 4000 }, (_, k) => ({
      device: k % 2 ? 3 : 0,
      delta: k % 2 ? -0.25 : 0.25,
    }));
    const stuck = given('diffused-packets', { packet: 0.02, redraw: 0 }, asked).sum;
    expect([stuck[0], stuck[3]]).toEqual([0, 0]);
    const { sum } = given('diffused-packets', { packet: 0.02 }, asked);
    expect(sum[0]).toBeGreaterThan(5);
    expect(sum[3]).toBeLessThan(-5);
  });

  const TARGET = 0.5;
  const SIGMA = 0.005;

  /** Scalar weights under write noise: the mean of e² and |e| over visits, and of |e| over writes. */
  async function errorsOf(ratio: number, levels: number, alpha: number, steps: number) {
    const learning = new ScalarLearning({
      scheme: 'carried-packets',
      schemeSettings: { packet: ratio * SIGMA, levels },
      weights: 400,
      seed: 3,
      pulses: 100_000,
      noise: 'write',
      sizes: { update: SIGMA },
    });
    await learning.ask(() => TARGET);
    let [squares, sizes, written, towards] = [0, 0, 0, 0];
    for (let t = 0; t < steps; t++) {
      const before = learning.hold().slice();
      await learning.learn(alpha, TARGET);
      const { batch } = learning;
      if (t < 10 / alpha) continue;
      for (const weight of before) {
        squares += (weight - TARGET) ** 2;
        sizes += Math.abs(weight - TARGET);
      }
      written += batch.count;
      for (let i = 0; i < batch.count; i++)
        towards -= (before[batch.device[i]] - TARGET) * Math.sign(batch.delta[i]);
    }
    return { squares, sizes, towards: towards / written };
  }

  /** (q + σ²/q) / 2: least at q = σ. */
  const balance = (ratio: number) => ((ratio + 1 / ratio) / 2) * SIGMA;

  it.each([
    [0.5, 0.05],
    [1, 0.05],
    [1, 0.3],
    [2, 0.1],
  ])('at random (L = 1), q = %f σ, α = %f: E[e²] = E|e| (q + σ²/q) / 2, within 4 %', async (ratio, alpha) => {
    const { squares, sizes } = await errorsOf(ratio, 1, alpha, 3000);
    expect(squares / sizes / balance(ratio)).toBeGreaterThan(0.96);
    expect(squares / sizes / balance(ratio)).toBeLessThan(1.04);
  });

  it.each([1, 2])(
    'carried, q = %f σ: at a write the error against its sign is (q + σ²/q) / 2, within 4 %',
    async (ratio) => {
      const { towards } = await errorsOf(ratio, 64, 0.05, 6000);
      expect(towards / balance(ratio)).toBeGreaterThan(0.96);
      expect(towards / balance(ratio)).toBeLessThan(1.04);
    },
  );

  it('a packet of the size of the write error keeps it below the bound of feedback, σ² / (α (2 − α))', async () => {
    const alpha = 0.1;
    const mean = async (levels: number) => {
      const { squares } = await errorsOf(1, levels, alpha, 3000);
      return squares / (400 * (3000 - 10 / alpha));
    };
    const feedback = SIGMA ** 2 / (alpha * (2 - alpha));
    const [random, carried] = [await mean(1), await mean(16)];
    expect(random).toBeLessThan(0.2 * feedback);
    expect(carried).toBeLessThan(random);
  });
});
