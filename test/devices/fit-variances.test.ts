import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispersion, fitVariances, type PowerModel } from '../../devices/noise-split/fit-variances.js';
import { CosineModes } from '../../devices/noise-split/cosine-modes.js';
import { likelihoodInterval, MAXIMUM_RISE } from '../../devices/noise-split/likelihood-interval.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { normal } from './fitting-synthetic.js';

const { white, pink, accumulating } = CosineModes.of(60).power;
const columns = [white, pink, accumulating].map((column) => column.slice(3));

/** Powers about what some variances give: means of squares of normal numbers. */
function drawn(variances: readonly number[], freedom: number, key: string): PowerModel {
  const random = new RandomStream(`test/variances/${key}`);
  const power = columns[0].map((_, k) => {
    let squares = 0;
    for (let i = 0; i < freedom; i++) squares += normal(random) ** 2;
    return (squares / freedom) * expected(variances, k);
  });
  return { columns, power, freedom: new Float64Array(power.length).fill(freedom) };
}

function expected(variances: readonly number[], k: number): number {
  return variances.reduce((sum, variance, part) => sum + variance * columns[part][k], 0);
}

function devianceAt({ power, freedom }: PowerModel, variances: readonly number[]): number {
  return power.reduce((sum, value, k) => {
    const told = expected(variances, k);
    return sum + freedom[k] * (Math.log(told) + value / told);
  }, 0);
}

/** Slope of the log-likelihood in each variance, in standard errors of that variance alone. */
function slopes({ power, freedom }: PowerModel, variances: readonly number[]): number[] {
  return columns.map((column) => {
    let [slope, information] = [0, 0];
    for (const [k, value] of power.entries()) {
      const told = expected(variances, k);
      slope += (0.5 * freedom[k] * column[k] * (value - told)) / told ** 2;
      information += 0.5 * freedom[k] * (column[k] / told) ** 2;
    }
    return slope / Math.sqrt(information);
  });
}

const variance = fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 10, noNaN: true }));
const truths = fc
  .tuple(variance, variance, variance)
  .filter((variances) => variances.some((value) => value > 0));

describe('the most likely variances', () => {
  it('are those that gave the powers, if powers are exactly as expected', () => {
    for (const truth of [
      [2, 1, 0.03],
      [1, 0.5, 0.2],
      [0.3, 4, 0.001],
    ]) {
      const power = columns[0].map((_, k) => expected(truth, k));
      const { variances } = fitVariances({ columns, power, freedom: power.map(() => 9) });
      for (const [part, value] of variances.entries()) expect(value / truth[part]).toBeCloseTo(1, 3);
    }
  });

  it('are at the top of the likelihood: no slope, or at 0 with a falling one', () => {
    fc.assert(
      fc.property(truths, fc.integer({ min: 1, max: 12 }), fc.nat(), (truth, freedom, seed) => {
        const model = drawn(truth, freedom, `top ${seed}`);
        const { variances, deviance } = fitVariances(model);
        expect(deviance).toBeCloseTo(devianceAt(model, variances), 6);
        for (const [part, slope] of slopes(model, variances).entries()) {
          if (variances[part] > 0) expect(Math.abs(slope)).toBeLessThan(0.01);
          else expect(slope).toBeLessThan(0.01);
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('do not depend on the start, and nothing on a grid is likelier', () => {
    fc.assert(
      fc.property(truths, fc.nat(), fc.tuple(variance, variance, variance), (truth, seed, start) => {
        const model = drawn(truth, 5, `grid ${seed}`);
        const { deviance } = fitVariances(model);
        const other = fitVariances(model, { start: start.map((value) => value + 1e-3) });
        expect(Math.abs(other.deviance - deviance)).toBeLessThan(1e-3);
        const scale = truth.map((value) => Math.max(value, 0.01));
        const shares = [0, 0.3, 0.7, 1, 1.4, 2.5];
        for (const w of shares)
          for (const p of shares)
            for (const a of shares) {
              const tried = devianceAt(model, [w * scale[0], p * scale[1], a * scale[2]]);
              if (!Number.isNaN(tried)) expect(tried).toBeGreaterThan(deviance - 1e-5);
            }
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  it('scale with the unit', () => {
    const model = drawn([1, 0.5, 0.02], 9, 'unit');
    const { variances } = fitVariances(model);
    for (const unit of [1e-9, 1e6]) {
      const scaled = fitVariances({ ...model, power: model.power.map((value) => unit * value) });
      for (const [part, value] of scaled.variances.entries())
        expect(value).toBeCloseTo(unit * variances[part], 3 - Math.round(Math.log10(unit)));
    }
  });

  it('hold a sum where they must, and are the best that do', () => {
    const model = drawn([1, 0.5, 0.02], 9, 'held');
    const best = fitVariances(model);
    for (const [parts, sum] of [
      [[0], 0.5],
      [[2], 0],
      [[0, 1], 2.5],
      [[0, 1, 2], 1],
    ] as const) {
      const { variances, deviance } = fitVariances(model, { held: { parts, sum } });
      const held = parts.reduce<number>((total, part) => total + variances[part], 0);
      expect(Math.abs(held - sum)).toBeLessThan(1e-4);
      expect(deviance).toBeGreaterThan(best.deviance - 1e-6);
      for (const shift of [-0.05, 0.05]) {
        // What is moved from one part to another keeps the sum of both.
        if (parts.length < 2 || variances[0] + shift < 0 || variances[1] - shift < 0) continue;
        const moved = [variances[0] + shift, variances[1] - shift, variances[2]];
        expect(devianceAt(model, moved)).toBeGreaterThan(deviance - 1e-3);
      }
    }
    const now = best.variances[0] + best.variances[1];
    const same = fitVariances(model, { held: { parts: [0, 1], sum: now } });
    expect(same.deviance - best.deviance).toBeLessThan(1e-4);
  });

  it('are never negative', () => {
    const power = columns[0].map((_, k) => expected([1, 0.5, -0.0002], k));
    const model = { columns, power, freedom: power.map(() => 9) };
    expect(fitVariances(model).variances[2]).toBe(0);
  });

  it('are 0 if there is no power at all, with a deviance that is a number', () => {
    const model = { columns, power: new Float64Array(57), freedom: new Float64Array(57).fill(4) };
    const { variances, deviance } = fitVariances(model);
    for (const value of variances) expect(value).toBeLessThan(1e-30);
    expect(deviance).toSatisfy(Number.isFinite);
    expect(dispersion(model, variances)).toSatisfy(Number.isFinite);
  });

  it('leave a dispersion of 1 for Gaussian noise, and more for noise whose size varies', () => {
    const truth = [1, 0.5, 0.02];
    const model = drawn(truth, 9, 'dispersion');
    const own = dispersion(model, fitVariances(model).variances);
    expect(Math.abs(own - 1)).toBeLessThan(0.6);
    const rough = { ...model, power: model.power.map((value, k) => value * (k % 4 === 0 ? 3 : 0.4)) };
    expect(dispersion(rough, fitVariances(rough).variances)).toBeGreaterThan(3);
  });
});

describe('the interval of the likelihood', () => {
  it('holds the value, and the deviance has risen by 1.2 times 3.84 at its ends', () => {
    expect(MAXIMUM_RISE).toBeCloseTo(1.2 * 1.959963985 ** 2, 8);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-8, max: 1e3, noNaN: true }),
        fc.integer({ min: 10, max: 500 }),
        (value, freedom) => {
          // The deviance of one variance: its readings have `freedom` degrees of freedom.
          const rise = (v: number) => (v > 0 ? freedom * (Math.log(v / value) + value / v - 1) : Infinity);
          const capped = (v: number) => Math.min(rise(v), 1e6);
          const { low, high, value: same } = likelihoodInterval(value, capped, 1e-3 * value);
          expect(same).toBe(value);
          expect(low).toBeLessThan(value);
          expect(high).toBeGreaterThan(value);
          for (const end of [low, high]) expect(Math.abs(rise(end) / MAXIMUM_RISE - 1)).toBeLessThan(0.02);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('begins at 0 where the deviance hardly rises to there, and at the value 0', () => {
    const shallow = likelihoodInterval(1, (v) => 4 * (Math.sqrt(v) - 1) ** 2, 1e-3);
    expect(shallow.low).toBe(0);
    expect(shallow.high).toBeCloseTo((1 + Math.sqrt(MAXIMUM_RISE / 4)) ** 2, 2);
    const { value, low, high } = likelihoodInterval(0, (v) => 10 * v, 1e-6);
    expect([value, low]).toEqual([0, 0]);
    expect(high / (MAXIMUM_RISE / 10)).toBeCloseTo(1, 2);
  });
});
