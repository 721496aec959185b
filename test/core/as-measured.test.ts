import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asMeasured } from '../../src/core/as-measured.js';

/** A conductance as the bench computes it from whole picoamperes and microvolts. */
const siemens = (picoamps: number, microvolts: number) => picoamps / microvolts / 1e6;

it('a measured number has no digits of binary arithmetic', () => {
  expect(siemens(5_832_717, 200_000)).toBe(0.000029163585000000002);
  expect(asMeasured(siemens(5_832_717, 200_000))).toBe(0.000029163585);
  const [picoamps, microvolts] = [
    fc.integer({ min: -5e8, max: 5e8 }),
    fc.constantFrom(100_000, 200_000, 500_000),
  ];
  fc.assert(
    fc.property(picoamps, microvolts, (current, voltage) => {
      const text = String(Math.abs(asMeasured(siemens(current, voltage))));
      expect(text.replace(/e.*/, '').replace('.', '').replace(/^0+/, '').length).toBeLessThanOrEqual(9);
    }),
  );
});

it('and gives back the step of the finest converter', () => {
  // 26 bits over 500 µA: 7.5 pA.
  const step = 5e8 / 2 ** 26;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 26 }), (code) => {
      const conductance = asMeasured(siemens(code * step, 200_000));
      expect(Math.round((conductance * 200_000 * 1e6) / step)).toBe(code);
    }),
  );
  expect(asMeasured(0)).toBe(0);
});
