import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyPulse } from '../../../devices/jart/apply-pulse.js';
import { JartCell } from '../../../devices/jart/jart-cell.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';
import { switchingSeconds } from '../../../devices/jart/switching-time.js';
import { voltageSweep } from '../../../devices/jart/voltage-sweep.js';

// All numbers are of an independent program: SciPy's LSODA at a tolerance of 1e-11.

const setTimes = [
  [-0.3, 2963],
  [-0.4, 56.6],
  [-0.5, 0.968],
  [-0.6, 17.2e-3],
  [-0.7, 364e-6],
  [-0.8, 10.1e-6],
  [-0.9, 389e-9],
  [-1, 21.4e-9],
  [-1.2, 183e-12],
];

it.each(setTimes)('at %d V sets from N = 0.008 to 0.4 in %d s', (volts, seconds) => {
  expect(Math.abs(switchingSeconds(0.008, 0.4, volts) / seconds - 1)).toBeLessThan(0.005);
});

const resetTimes = [
  [0.6, 1086],
  [0.7065, 25.8],
  [0.8, 1.33],
  [0.9, 78e-3],
  [1, 6.43e-3],
  [1.1, 722e-6],
  [1.2, 107e-6],
  [1.3, 20.2e-6],
  [1.5, 1.31e-6],
  [1.8, 66e-9],
];

it.each(resetTimes)('at %d V resets from N = 20 to 0.4 in %d s', (volts, seconds) => {
  expect(Math.abs(switchingSeconds(20, 0.4, volts) / seconds - 1)).toBeLessThan(0.005);
});

it('never gets to where a voltage does not lead', () => {
  expect(switchingSeconds(0.4, 0.008, -1)).toBe(Infinity);
  expect(switchingSeconds(1, 0.4, 0)).toBe(Infinity);
});

const trains = [
  [-0.342, 0.5, 0.62358],
  [0.7065, 0.5, 0.2756],
  [0.7065, 1, 0.96843],
];

it.each(trains)('20 pulses of %d V and 1 µs lead from N = %d to %d', (volts, from, to) => {
  const cell = new JartCell(jartV1b);
  let y = Math.log(from);
  for (let k = 0; k < 20; k++) y = applyPulse(cell, y, volts, 1e-6);
  expect(Math.abs(Math.exp(y) / to - 1)).toBeLessThan(1e-4);
});

it('keeps N within its limits, moves it in the direction of the voltage, and does not care how a time is cut', () => {
  const cell = new JartCell(jartV1b);
  const [lowest, highest] = [Math.log(0.008), Math.log(20)];
  const start = fc.double({ min: lowest, max: highest, noNaN: true });
  const volts = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  const seconds = fc.double({ min: -9, max: -3, noNaN: true }).map((log) => 10 ** log);
  fc.assert(
    fc.property(start, volts, seconds, (y, volts, seconds) => {
      const once = applyPulse(cell, y, volts, seconds);
      const twice = applyPulse(cell, applyPulse(cell, y, volts, seconds / 2), volts, seconds / 2);
      expect(once).toBeGreaterThanOrEqual(lowest);
      expect(once).toBeLessThanOrEqual(highest);
      expect((once - y) * volts).toBeLessThanOrEqual(0);
      expect(Math.abs(once - twice)).toBeLessThan(2e-4);
    }),
    { numRuns: 50 },
  );
});

const samples = [
  [0.3, -0.3, -3.1188e-6, 0.00800003, 307.5],
  [0.6, -0.6, -3.7394e-4, 20, 753.8],
  [1.5, -1.5, -8.6703e-4, 20, 2927],
  [3.3, 0.3, 1.8562e-4, 20, 328.2],
  [3.9, 0.9, 5.4618e-4, 15.393, 576.4],
  [4.2, 1.2, 2.2029e-5, 9.385e-3, 402.4],
  [4.5, 1.5, 2.3659e-5, 0.008, 440.4],
  [5.4, 0.6, 9.271e-6, 0.008, 316.1],
];

it('sweeps at 1 V/s through the published samples', () => {
  const { seconds, volts, amperes, n, kelvin } = voltageSweep({ rate: 1 });
  for (const [t, v, i, vacancies, temperature] of samples) {
    const k = Math.round(t * 100);
    expect(seconds[k]).toBeCloseTo(t, 9);
    expect(volts[k]).toBeCloseTo(v, 9);
    expect(Math.abs(amperes[k] / i - 1)).toBeLessThan(5e-4);
    expect(Math.abs(n[k] / vacancies - 1)).toBeLessThan(5e-4);
    expect(Math.abs(kelvin[k] / temperature - 1)).toBeLessThan(5e-4);
  }
});

it.each([
  [0.008, -1.5, jartV1b.highestN],
  [20, 1.8, jartV1b.lowestN],
])('a pulse of any length ends at the limit: N = %d at %d V', (from, volts, limit) => {
  expect(applyPulse(new JartCell(jartV1b), Math.log(from), volts, 1e9)).toBe(Math.log(limit));
});
