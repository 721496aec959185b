import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile, normalShare } from '../../src/core/normal-distribution.js';

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300933],
  ])('has below %d the share %d', (z, share) => {
    expect(Math.abs(normalShare(z) - share)).toBeLessThan(1e-15);
    expect(normalQuantile(share)).toBeCloseTo(z, 11);
  });

  it('rises with z, and its quantile leads back', () => {
    const z = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(z, z, (a, b) => {
        if (a < b) expect(normalShare(a)).toBeLessThanOrEqual(normalShare(b) + 1e-15);
        expect(Math.abs(normalQuantile(normalShare(a)) - a)).toBeLessThan(1e-9);
      }),
    );
  });
});
