import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separatePositions } from '../../src/report/marks/separate-positions.js';

describe('separatePositions', () => {
  it('keeps positions that are far enough apart', () => {
    expect(separatePositions([0.9, 0.1, 0.5], 0.2, 0, 1)).toEqual([0.9, 0.1, 0.5]);
  });

  it('moves two that meet by the same distance', () => {
    const [a, b] = separatePositions([0.5, 0.5], 0.2, 0, 1);
    expect(a).toBeCloseTo(0.4);
    expect(b).toBeCloseTo(0.6);
  });

  it('keeps gap, order and bounds wherever there is room', () => {
    const positions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(positions, (wanted) => {
        const separated = separatePositions(wanted, 0.1, 0, 1);
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
        order.forEach((i, rank) => {
          expect(separated[i]).toBeGreaterThanOrEqual(0);
          expect(separated[i]).toBeLessThanOrEqual(1 + 1e-9);
          if (rank > 0) expect(separated[i] - separated[order[rank - 1]]).toBeGreaterThan(0.1 - 1e-9);
        });
      }),
    );
  });
});
