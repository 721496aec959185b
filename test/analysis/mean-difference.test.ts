import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludes } from '../../src/analysis/statistics/interval-estimate.js';
import { longRuns } from '../../src/analysis/statistics/long-runs.js';
import { meanDifference } from '../../src/analysis/statistics/mean-difference.js';
import { seedMean } from '../../src/analysis/statistics/seed-mean.js';
import { SeedResamples } from '../../src/analysis/statistics/seed-resamples.js';
import { signFlips } from '../../src/analysis/statistics/sign-flips.js';
import { RandomStream } from '../../src/core/random-stream.js';

function normals(count: number, random: RandomStream): Float64Array {
  const out = new Float64Array(count);
  random.normals(out, count);
  return out;
}

describe('sign flips', () => {
  it('give the p-value that can be counted by hand', () => {
    // Of 2³ sign patterns of 1, 2, 3 two have a sum as far from zero as 6: p = 1/4; of −1, 2, 3 (sum 4) four: p = 1/2.
    const p = (differences: number[]) => signFlips(Float64Array.from(differences)).p;
    expect(Math.abs(p([1, 2, 3]) - 1 / 4)).toBeLessThan(0.015);
    expect(Math.abs(p([-1, 2, 3]) - 1 / 2)).toBeLessThan(0.015);
    expect(p([0, 0, 0, 0])).toBe(1);
    expect(p([0.1])).toBe(1);
  });

  it('give the interval that can be counted by hand', () => {
    // 5 % of 2⁶ subsets are 3.2. Two of them, none and all, leave every mean possible; the next two are the lowest number
    // alone and the others, so the interval begins at that number. The same holds for the highest.
    const [low, high] = signFlips(Float64Array.of(1, 2, 4, 8, 16, 32)).interval;
    expect([low, high]).toEqual([1, 32]);
    expect(signFlips(Float64Array.of(1, 2, 4, 8, 16)).interval).toEqual([-Infinity, Infinity]);
  });

  it('agree with t for many normal numbers', () => {
    // A mean of 0.2 ± 0.1: t = 2, P(|Z| > 2) = 0.0455; the 95 % interval is 0.2 ± 1.98 × 0.1.
    const values = normals(100, new RandomStream('flip'));
    const mean = seedMean(values);
    const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 99);
    const { p, interval } = signFlips(values.map((one) => (one - mean) / deviation + 0.2));
    expect(Math.abs(p - 0.0455)).toBeLessThan(0.008);
    expect(Math.abs(interval[0] - 0.002)).toBeLessThan(0.008);
    expect(Math.abs(interval[1] - 0.398)).toBeLessThan(0.008);
  });

  it('err in 5 % of the cases in which there is nothing, and miss zero in the same cases', () => {
    const random = new RandomStream('level');
    let found = 0;
    let missed = 0;
    for (let run = 0; run < 2000; run++) {
      const { p, interval } = signFlips(normals(12, random), random, 400);
      if (p <= 0.05) found++;
      if (interval[0] > 0 || interval[1] < 0) missed++;
    }
    expect(missed).toBe(found);
    expect(Math.abs(found / 2000 - 0.05)).toBeLessThan(0.016);
  });
});

describe('a mean difference', () => {
  /** Steps come in hundredths, and many seeds may agree: ties are the rule. */
  const differences = fc
    .array(fc.integer({ min: -300, max: 500 }), { minLength: 6, maxLength: 40 })
    .map((hundredths) => Float64Array.from(hundredths, (one) => one / 100));
  const of = (values: Float64Array) => meanDifference(values, new SeedResamples(values.length, 400));
  const law = (holds: (values: Float64Array) => void) =>
    fc.assert(fc.property(differences, holds), { numRuns: 40 });

  it('has an interval without zero exactly where p is at most 5 %', () => {
    // Few numbers near one of the two decisions are drawn by chance, so the mean is moved to both ends of the interval.
    law((values) => {
      const { mean } = of(values);
      for (const end of mean.interval!) {
        for (const nudge of [-0.01, -1e-6, 1e-6, 0.01]) {
          const moved = of(values.map((one) => one - end + nudge));
          expect(excludes(moved.mean, 0)).toBe(moved.p <= 0.05);
        }
      }
    });
  });

  it('holds its mean, moves with the numbers, stretches with them, and turns with their sign', () => {
    law((values) => {
      const { mean } = of(values);
      const [low, high] = mean.interval!;
      expect(low).toBeLessThanOrEqual(mean.value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(mean.value - 1e-12);
      const [movedLow, movedHigh] = of(values.map((one) => 3 * one + 7)).mean.interval!;
      expect(movedLow).toBeCloseTo(3 * low + 7, 8);
      expect(movedHigh).toBeCloseTo(3 * high + 7, 8);
      const turned = of(values.map((one) => -one));
      expect(turned.mean.interval![0]).toBeCloseTo(-high, 8);
      expect(turned.mean.interval![1]).toBeCloseTo(-low, 8);
      expect(turned.p).toBe(of(values).p);
    });
  });

  it('is exactly zero, a point, or without an interval', () => {
    const zero = of(new Float64Array(20));
    expect(zero).toEqual({ mean: { value: 0, interval: [0, 0] }, p: 1, zero: true });
    const shifted = of(new Float64Array(20).fill(0.5));
    expect(shifted).toMatchObject({ mean: { value: 0.5, interval: [0.5, 0.5] }, zero: false });
    expect(shifted.p).toBeLessThan(0.001);
    expect(of(Float64Array.of(1, 2, 3, 4, 5)).mean).toEqual({ value: 3, interval: null });
  });
});

describe('long runs', () => {
  it('are those that lie far out, if there are at least two', () => {
    const bulk = Array.from({ length: 98 }, (_, i) => 7 + (i % 49) / 49);
    // Quartiles 7.26 and 7.76, median 7.5: far out begins at 9.2, and 1.5 times the median is 11.3.
    expect(longRuns(Float64Array.from([...bulk, 30, 7]))).toBeNull();
    expect(longRuns(Float64Array.from([...bulk, 10, 10]))).toBeNull();
    expect(longRuns(Float64Array.from([...bulk, 30, 12]))).toMatchObject({ seeds: 2 });
    expect(longRuns(Float64Array.from([...bulk, 30, 12]))!.above).toBeCloseTo(11.3, 0);
    expect(longRuns(Float64Array.of(7))).toBeNull();
  });
});
