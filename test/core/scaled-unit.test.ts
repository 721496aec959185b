import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inUnit, quantity, scaledUnit } from '../../src/core/scaled-unit.js';

describe('a unit with a prefix', () => {
  it.each<[number[], string]>([
    [[3e-10, 5e-9], 'nS'],
    [[0, 0.5], 'mS'],
    [[-41e-6, 20e-6], 'µS'],
    [[9.994e-7], 'nS'],
    [[9.996e-7], 'µS'],
    [[2e-12], 'pS'],
    [[0, 0], 'µS'],
    [[], 'µS'],
    [[3], 'S'],
  ])('suits the largest value of %j: %s', (values, name) => {
    expect(scaledUnit('S', values).name).toBe(name);
  });

  it('gives one to three digits before the point, and at least three in all', () => {
    const siemens = fc.double({ min: 1e-14, max: 10, noNaN: true });
    fc.assert(
      fc.property(siemens, (value) => {
        const [digits, name] = quantity(value, 'S').split(' ');
        expect(digits).toMatch(/^\d{1,3}\.\d\d+$/);
        const factor = { fS: 1e-15, pS: 1e-12, nS: 1e-9, µS: 1e-6, mS: 1e-3, S: 1 }[name]!;
        expect(Math.abs((Number(digits) * factor) / value - 1)).toBeLessThan(0.0051);
      }),
    );
  });

  it('keeps three significant digits of what is small beside the largest', () => {
    const unit = scaledUnit('S', [41.156e-6, 5e-9]);
    expect([41.156e-6, 5e-9, 0, -2e-8].map((value) => inUnit(value, unit))).toEqual([
      '41.16',
      '0.00500',
      '0.00',
      '-0.0200',
    ]);
    expect(inUnit(20e-6, unit, 3)).toBe('20.000');
  });
});
