import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nelderMead } from '../../src/core/maths/nelder-mead.js';

const LIMITS = { evaluations: 2000, tolerance: 1e-14 };

describe('the downhill simplex', () => {
  it.each<[string, (x: readonly number[]) => number, number[], number[]]>([
    ['a parabola', ([x]) => (x - 3) ** 2, [0], [3]],
    ['Rosenbrock', ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1], [1, 1]],
    ['Himmelblau', ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, [4, 3], [3, 2]],
    ['a cone, which has no slope at its end', (x) => Math.hypot(...x), [1, 2, 3], [0, 0, 0]],
  ])('finds the minimum of %s', (_, of, start, place) => {
    const { x, value } = nelderMead(
      of,
      start,
      start.map(() => 0.5),
      LIMITS,
    );
    for (const [axis, expected] of place.entries()) expect(x[axis]).toBeCloseTo(expected, 5);
    expect(value).toBe(of(x));
  });

  it('finds the minimum of any parabola in three dimensions from any start', () => {
    const three = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -5, max: 5, noNaN: true })));
    fc.assert(
      fc.property(three, three, (place, start) => {
        const of = (x: readonly number[]) =>
          x.reduce((sum, value, axis) => sum + (axis + 1) * (value - place[axis]) ** 2, 0);
        const { x } = nelderMead(of, start, [1, 1, 1], LIMITS);
        for (const [axis, expected] of place.entries())
          expect(Math.abs(x[axis] - expected)).toBeLessThan(1e-4);
      }),
      { numRuns: 50 },
    );
  });

  it('is never worse than its start, spends at most one round more than it may, and ends where nothing differs', () => {
    for (const evaluations of [3, 5, 10, 40]) {
      let spent = 0;
      const of = ([x, y]: readonly number[]) => (spent++, Math.cos(3 * x) + Math.abs(y) + x * x);
      expect(nelderMead(of, [2, 2], [0.1, 0.1], { evaluations, tolerance: 0 }).value).toBeLessThanOrEqual(
        of([2, 2]),
      );
      expect(spent).toBeLessThanOrEqual(evaluations + 5);
    }
    let spent = 0;
    nelderMead(() => (spent++, 1), [0, 0], [1, 1], { evaluations: 100, tolerance: 1e-9 });
    expect(spent).toBe(3);
  });
});
