import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestShares } from '../../src/analysis/statistics/resample-shares.js';
import { holm } from '../../src/analysis/statistics/holm.js';
import { meanInterval } from '../../src/analysis/statistics/interval-estimate.js';
import { paretoFront } from '../../src/analysis/statistics/resample-shares.js';
import { orderStatistic } from '../../src/analysis/statistics/order-statistic.js';
import { percentileInterval, sortedQuantile } from '../../src/analysis/statistics/percentile-interval.js';
import { SeedResamples } from '../../src/analysis/statistics/seed-resamples.js';
import { seedMean } from '../../src/analysis/statistics/seed-mean.js';
import { verdicts } from '../../src/analysis/statistics/verdicts.js';
import { RandomStream } from '../../src/core/random-stream.js';

function normals(count: number, random: RandomStream): Float64Array {
  const out = new Float64Array(count);
  random.normals(out, count);
  return out;
}

const exponentials = (count: number, random: RandomStream) =>
  Float64Array.from({ length: count }, () => -Math.log(1 - random.uniform()));

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

  // 1000 runs of 95 % scatter by 0.7 % (one standard deviation); 2 % is what an interval may be off.
  it.each([8, 20, 60, 200])('holds the mean of %i normal numbers in 95 % of all cases', (seeds) => {
    expect(Math.abs(cover(normals, 0, seeds) - 0.955)).toBeLessThan(0.025);
  });

  it.each([20, 60, 200])('holds the mean of %i skewed numbers as often', (seeds) => {
    expect(Math.abs(cover(exponentials, 1, seeds) - 0.95)).toBeLessThan(0.025);
  });

  it('stops at 2.33 times the reach of Student where one long run makes the spread', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i === 0 ? 100 : (i % 5) / 5));
    const { value, interval } = meanInterval(values, new SeedResamples(40));
    const squares = values.reduce((sum, one) => sum + (one - value) ** 2, 0);
    const reach = 2.0227 * Math.sqrt(squares / 40 / 39);
    expect((interval![1] - value) / reach).toBeCloseTo(2.33, 3);
    expect((value - interval![0]) / reach).toBeCloseTo(1, 3);
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
    expect(meanInterval(Float64Array.of(1, 2), new SeedResamples(2))).toEqual({ value: 1.5, interval: null });
    expect(seedMean(same)).toBe(0.1);
  });
});

describe('quantiles of resamples', () => {
  it('are found without sorting, with ties and infinities', () => {
    const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-Infinity, Infinity));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 40 }), fc.nat(39), (numbers, at) => {
        const place = at % numbers.length;
        const sorted = Float64Array.from(numbers).sort();
        expect(orderStatistic(Float64Array.from(numbers), place)).toBe(sorted[place]);
      }),
    );
  });

  it('are those between the numbers, and infinite where so many are', () => {
    const sorted = Float64Array.from({ length: 101 }, (_, i) => i);
    expect([0, 0.025, 0.5, 1].map((share) => sortedQuantile(sorted, share))).toEqual([0, 2.5, 50, 100]);
    const few = Float64Array.from({ length: 100 }, (_, i) => (i < 5 ? NaN : 1));
    expect(percentileInterval(1, few)).toEqual([1, Infinity]);
  });

  it('reach as far as the percentiles, and further to the side on which too few resamples lie', () => {
    const even = Float64Array.from({ length: 1001 }, (_, i) => i);
    expect(percentileInterval(500, even)).toEqual([25, 975]);
    // 30 % lie below 300: z₀ = −0.5244, and Φ(2 z₀ − 1.96) = 0.00131.
    const [low, high] = percentileInterval(300, even);
    expect(low).toBeCloseTo(1.3, 0);
    expect(high).toBe(975);
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

describe('verdicts', () => {
  it('leave those that are the same out of the correction', () => {
    const tests = [
      { p: 0.02, value: -1, same: false },
      { p: 1, value: 0, same: true },
      { p: 0.03, value: 2, same: false },
      { p: 0.9, value: 3, same: false },
    ];
    // Holm by hand: 3 × 0.02, then the larger of that and 2 × 0.03, then 0.9.
    expect(verdicts(tests).map(({ corrected }) => corrected)).toEqual([0.06, 1, 0.06, 0.9]);
    expect(verdicts(tests).map(({ verdict }) => verdict)).toEqual(['no difference shown', 'the same', 'no difference shown', 'no difference shown']);
    expect(verdicts(tests.slice(0, 3)).map(({ verdict }) => verdict)).toEqual(['fewer', 'the same', 'more']);
  }); // prettier-ignore
});
