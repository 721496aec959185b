import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestShares } from '../../src/analysis/statistics/resample-shares.js';
import { holm } from '../../src/analysis/statistics/hypothesis-tests.js';
import { meanInterval, seedMean } from '../../src/analysis/statistics/interval-estimate.js';
import { normalCumulative, normalQuantile } from '../../src/analysis/statistics/normal-distribution.js';
import { paretoFront } from '../../src/analysis/statistics/resample-shares.js';
import { percentileInterval } from '../../src/analysis/statistics/interval-estimate.js';
import { SeedResamples } from '../../src/analysis/statistics/seed-resamples.js';
import { signFlipTest } from '../../src/analysis/statistics/hypothesis-tests.js';
import { sortedQuantile } from '../../src/analysis/statistics/interval-estimate.js';
import { RandomStream } from '../../src/core/random-stream.js';

function normals(count: number, random: RandomStream): Float64Array {
  const out = new Float64Array(count);
  random.normals(out, count);
  return out;
}

const exponentials = (count: number, random: RandomStream) =>
  Float64Array.from({ length: count }, () => -Math.log(1 - random.uniform()));

describe('the normal distribution', () => {
  // Values of Abramowitz and Stegun, table 26.1, and of mpmath beyond it.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.959963984540054, 0.975],
    [-2.5, 0.006209665325776132],
    [3.5, 0.9997673709209645],
    [-6, 9.865876450376946e-10],
  ])('P(Z ≤ %f) is %f, and back', (z, p) => {
    expect(normalCumulative(z) / p).toBeCloseTo(1, 10);
    expect(normalQuantile(p)).toBeCloseTo(z, 6);
  });

  it('is symmetric, and infinite at the ends', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
        expect(normalCumulative(z) + normalCumulative(-z)).toBeCloseTo(1, 13);
      }),
    );
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  });
});

describe('the interval of a mean', () => {
  const cover = (draw: typeof normals, mean: number, seeds: number) => {
    const random = new RandomStream(`coverage ${seeds}`);
    const resamples = new SeedResamples(seeds, 1000);
    const runs = 1000;
    let inside = 0;
    for (let run = 0; run < runs; run++) {
      const [low, high] = meanInterval(draw(seeds, random), resamples).interval!;
      if (low <= mean && mean <= high) inside++;
    }
    return inside / runs;
  };

  // 1000 runs of 95 % scatter by 0.7 % (one standard deviation); the rest is what a bootstrap misses.
  it('holds the mean of normal numbers in 95 % of all cases', () => {
    expect(Math.abs(cover(normals, 0, 20) - 0.95)).toBeLessThan(0.025);
    expect(Math.abs(cover(normals, 0, 200) - 0.95)).toBeLessThan(0.022);
  });

  it('holds the mean of skewed numbers nearly as often', () => {
    expect(Math.abs(cover(exponentials, 1, 50) - 0.95)).toBeLessThan(0.03);
  });

  it('is as long as the one of Student, for many normal numbers', () => {
    const values = normals(400, new RandomStream('length'));
    const { value, interval } = meanInterval(values, new SeedResamples(400, 4000));
    const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - value) ** 2, 0) / 399);
    expect((interval![1] - interval![0]) / (2 * 1.966 * (deviation / 20))).toBeCloseTo(1, 1);
  });

  it('moves and stretches with the numbers', () => {
    const values = exponentials(30, new RandomStream('affine'));
    const resamples = new SeedResamples(30);
    const own = meanInterval(values, resamples);
    const other = meanInterval(values.map((one) => 3 * one + 7), resamples); // prettier-ignore
    expect(other.value).toBeCloseTo(3 * own.value + 7, 10);
    own.interval!.forEach((end, i) => expect(other.interval![i]).toBeCloseTo(3 * end + 7, 10));
  });

  it('is a point for numbers that are all the same, and none for a single one', () => {
    const same = new Float64Array(10).fill(0.1);
    expect(meanInterval(same, new SeedResamples(10))).toEqual({ value: 0.1, interval: [0.1, 0.1] });
    expect(meanInterval(same.subarray(0, 1), new SeedResamples(1))).toEqual({ value: 0.1, interval: null });
    expect(seedMean(same)).toBe(0.1);
  });
});

describe('quantiles of resamples', () => {
  it('are those between the numbers, and infinite where so many are', () => {
    const sorted = Float64Array.from({ length: 101 }, (_, i) => i);
    expect([0, 0.025, 0.5, 1].map((share) => sortedQuantile(sorted, share))).toEqual([0, 2.5, 50, 100]);
    const few = Float64Array.from({ length: 100 }, (_, i) => (i < 5 ? NaN : 1));
    expect(percentileInterval(few)).toEqual([1, Infinity]);
  });
});

describe('the sign-flip test', () => {
  it('is exact where all flips can be counted by hand', () => {
    // Of 2³ sign patterns of 1, 2, 3 two have a sum as far from zero as 6: p = 1/4; of −1, 2, 3 (sum 4) four: p = 1/2.
    const p = (differences: number[]) => signFlipTest(Float64Array.from(differences));
    expect(p([1, 2, 3])).toBeCloseTo(1 / 4, 1.5);
    expect(p([-1, 2, 3])).toBeCloseTo(1 / 2, 1.5);
    expect(p([0, 0, 0, 0])).toBe(1);
    expect(p([0.1])).toBe(1);
  });

  it('agrees with t for many normal numbers', () => {
    // A mean of 0.2 ± 0.1: t = 2, P(|Z| > 2) = 0.0455.
    const values = normals(100, new RandomStream('flip'));
    const mean = seedMean(values);
    const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 99);
    const shifted = values.map((one) => (one - mean) / deviation + 0.2);
    expect(Math.abs(signFlipTest(shifted) - 0.0455)).toBeLessThan(0.008);
  });

  it('errs in 5 % of the cases in which there is nothing', () => {
    const random = new RandomStream('level');
    let found = 0;
    for (let run = 0; run < 2000; run++) {
      if (signFlipTest(normals(12, random), random, 400) <= 0.05) found++;
    }
    expect(Math.abs(found / 2000 - 0.05)).toBeLessThan(0.016);
  });
});

describe('Holm’s correction', () => {
  it('is that of the textbook', () => {
    // 0.01 × 4; 0.02 × 3; 0.03 × 2; the last not below the one before.
    expect(holm([0.04, 0.01, 0.03, 0.02])).toEqual([0.06, 0.04, 0.06, 0.06]);
    expect(holm([0.5, 0.6])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('keeps the order, never lowers, and never exceeds Bonferroni', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (values) => {
          const corrected = holm(values);
          for (const [i, p] of values.entries()) {
            expect(corrected[i]).toBeGreaterThanOrEqual(p);
            expect(corrected[i]).toBeLessThanOrEqual(Math.min(1, values.length * p));
            for (const [j, q] of values.entries())
              if (p < q) expect(corrected[i]).toBeLessThanOrEqual(corrected[j]);
          }
        },
      ),
    );
  });
});

describe('the Pareto front', () => {
  it('is what nothing beats', () => {
    expect(paretoFront([1, 2, 3, 2, 1], [3, 2, 1, 3, 3])).toEqual([true, true, true, false, true]);
  });

  it('has the lowest of each, and a point on it beats every other point', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const [first, second] = [points.map(([x]) => x), points.map(([, y]) => y)];
        const on = paretoFront(first, second);
        points.forEach(([x, y], i) => {
          const beaten = points.some(([a, b], j) => on[j] && a <= x && b <= y && (a < x || b < y));
          expect(on[i]).toBe(!beaten);
        });
      }),
    );
  });
});

describe('how often each is first', () => {
  it('sums up to one, shared by those that tie, without those that never arrive', () => {
    const columns = [[1, 2, 3, Infinity], [1, 3, 2, Infinity], [5, 5, 5, 5]].map((values) => Float64Array.from(values)); // prettier-ignore
    expect(bestShares(columns)).toEqual([0.375, 0.375, 0.25]);
    expect(bestShares([])).toEqual([]);
  });
});
