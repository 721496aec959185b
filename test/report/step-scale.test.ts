import { describe, expect, it } from 'vitest';
import { stepScale } from '../../src/report/marks/step-scale.js';

describe('stepScale', () => {
  it('is linear from zero where learning saves little', () => {
    expect(stepScale([10, 30], 32)).toMatchObject({ type: 'linear', ticks: undefined, minor: [] });
    expect(stepScale([10, 30], 32).domain[0]).toBe(0);
  });

  it('is logarithmic where learning saves most of the steps', () => {
    const { type, domain, ticks } = stepScale([36, 6], 38);
    expect(type).toBe('log');
    expect(domain[0]).toBeLessThan(6);
    expect(domain[1]).toBeGreaterThan(38);
    expect(ticks).toEqual([6, 10, 20, 30, 40]);
  });

  it('numbers fewer ticks where it spans more', () => {
    expect(stepScale([450, 15], 460).ticks).toEqual([20, 50, 100, 200, 500]);
  });

  it.each([
    ['linear', [10, 30]],
    ['logarithmic', [6, 36]],
  ])('goes to a fraction and back: %s', (_, means) => {
    const { domain, fraction, value } = stepScale(means, 40);
    expect(fraction(domain[0])).toBeCloseTo(0);
    expect(fraction(domain[1])).toBeCloseTo(1);
    expect(value(fraction(17))).toBeCloseTo(17);
  });
});
