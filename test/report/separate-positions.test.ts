import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadApart } from '../../src/report/marks/separate-positions.js';

describe('spreadApart', () => {
  it('leaves alone what is far enough apart', () => {
    expect(spreadApart([0.9, 0.1, 0.5], 0.2, 0, 1)).toEqual([0.9, 0.1, 0.5]);
  });

  it('moves two that meet by the same distance', () => {
    const [a, b] = spreadApart([0.5, 0.5], 0.2, 0, 1);
    expect(a).toBeCloseTo(0.4);
    expect(b).toBeCloseTo(0.6);
  });

  it('keeps gap, order and bounds wherever there is room', () => {
    const positions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(positions, (wanted) => {
        const spread = spreadApart(wanted, 0.1, 0, 1);
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
        order.forEach((i, rank) => {
          expect(spread[i]).toBeGreaterThanOrEqual(0);
          expect(spread[i]).toBeLessThanOrEqual(1 + 1e-9);
          if (rank > 0) expect(spread[i] - spread[order[rank - 1]]).toBeGreaterThan(0.1 - 1e-9);
        });
      }),
    );
  });
});
