import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothed, smoothingWindow } from '../../src/report/marks/smoothing.js';
import { smoothing } from '../../src/report/marks/step-curves.js';

const values = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });
const windows = fc.integer({ min: 1, max: 41 });

describe('a smoothed curve', () => {
  it('is as long as the curve, between its extremes, and starts where it starts', () => {
    fc.assert(
      fc.property(values, windows, (curve, window) => {
        const smooth = smoothed(curve, window);
        expect(smooth).toHaveLength(curve.length);
        expect(smooth[0]).toBeCloseTo(curve[0], 9);
        for (const value of smooth) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...curve) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(...curve) + 1e-9);
        }
      }),
    );
  });

  it('is the plain mean of its window, which looks back at the end', () => {
    expect(smoothed([1, 2, 9, 4, 5, 6], 3)).toEqual([1, 2, 9, 6, 5, 5.5]);
    expect(smoothed([3, 1, 2], 1)).toEqual([3, 1, 2]);
  });

  it('keeps straight lines straight, but for the end', () => {
    const line = Array.from({ length: 30 }, (_, i) => 2 * i);
    smoothed(line, 7).slice(0, -3).forEach((value, i) => expect(value).toBeCloseTo(line[i], 9)); // prettier-ignore
  });
});

describe('the window', () => {
  it('is a twentieth of the run, and nothing for short ones', () => {
    expect([10, 200, 5000].map(smoothingWindow)).toEqual([1, 10, 250]);
    expect(smoothing({ episodes: 20 })).toEqual({ points: 1, episodes: 1 });
    expect(smoothing({ episodes: 200 })).toEqual({ points: 11, episodes: 11 });
    // Blocks of 13 episodes: 19 of them are 247 episodes.
    expect(smoothing({ episodes: 5000 })).toEqual({ points: 19, episodes: 247 });
  });
});
