import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JartCell } from '../../../devices/jart/jart-cell.js';
import { jartCurrent } from '../../../devices/jart/jart-current.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';

/** Currents of an independent solve of the published equations (LSODA and Brent in SciPy): N, V, A. */
const published = [
  [0.008, -1, -1.2402e-5],
  [0.008, -0.2, -1.9093e-6],
  [0.008, 0.2, 3.0504e-6],
  [0.008, 1, 1.563e-5],
  [0.5, -0.2, -7.537e-5],
  [0.5, 0.2, 7.768e-5],
  [2, -0.2, -1.0869e-4],
  [2, 0.2, 1.0876e-4],
  [2, 1, 5.3987e-4],
  [20, -1, -6.0664e-4],
  [20, -0.2, -1.2583e-4],
  [20, 0.2, 1.2354e-4],
  [20, 1, 6.0578e-4],
];

const n = fc.double({ min: Math.log(0.008), max: Math.log(20), noNaN: true }).map(Math.exp);
const volts = fc.double({ min: -1.5, max: 1.5, noNaN: true });

it.each(published)('at N = %d and %d V gives the current of an independent solve', (n, volts, amperes) => {
  expect(Math.abs(jartCurrent(n, volts) / amperes - 1)).toBeLessThan(1e-4);
});

/** Voltage that a current leaves to the contact, and what the line and the layer in series take. */
function parts(n: number, volts: number, amperes: number) {
  const area = Math.PI * 45e-9 ** 2;
  const film = (length: number, n: number) => length / (n * 1e26 * 2 * 1.602e-19 * 4e-6 * area);
  const series = 650 + 719.2437 * (1 + 719.2437 * 3.92e-3 * 90471.47 * amperes ** 2);
  const contact = volts - amperes * (film(0.4e-9, n) + film(2.6e-9, 20) + series);
  return { contact, series };
}

it('takes the current for which the voltages and the heat of all parts add up', () => {
  const cell = new JartCell(jartV1b);
  fc.assert(
    fc.property(n, volts, (n, volts) => {
      cell.solve(n, volts);
      const { amperes, kelvin } = cell;
      const { contact, series } = parts(n, volts, amperes);
      const heat = (kelvin - 293) / (15.72e6 * (volts > 0 ? 0.27 : 1));
      const power = amperes * (volts - amperes * series);
      expect(contact * volts).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.abs(power - heat)).toBeLessThan(1e-9 * Math.abs(amperes * volts) + 1e-18);
      expect(Math.abs(cell.at(Math.abs(contact)))).toBeLessThan(1e-6 * Math.abs(amperes) + 1e-15);
    }),
  );
});

it('has the sign of the voltage, and none without one', () => {
  fc.assert(
    fc.property(n, volts, (n, volts) => {
      expect(jartCurrent(n, volts) * volts).toBeGreaterThanOrEqual(0);
    }),
  );
  expect(jartCurrent(1, 0)).toBe(0);
});

it('takes the solution of the highest current where there are three', () => {
  // That of the lowest voltage of the contact, looked for on a grid a hundred times finer than that of the solve.
  const cell = new JartCell(jartV1b);
  const STEPS = 4800;
  for (let n = 0.01; n < 20; n *= 1.3)
    for (const volts of [0.1, 0.3, 0.5, 0.8, 1.1, 1.5]) {
      cell.solve(n, volts);
      const { contact } = parts(n, volts, cell.amperes);
      const end = Math.min(volts, 0.08);
      let k = 0;
      while (k < STEPS && cell.at((end * ++k) / STEPS) < 0);
      if (cell.at((end * k) / STEPS) < 0) expect(contact).toBeGreaterThan(end);
      else expect(Math.abs(contact - (end * (k - 0.5)) / STEPS)).toBeLessThan((0.51 * end) / STEPS);
    }
});

it('tells a temperature that no oxide bears', () => {
  const cell = new JartCell(jartV1b);
  cell.solve(0.5, -1);
  expect(cell.kelvin).toBeCloseTo(3007, 0);
});

it.each([[0, 0.2, 'n: got 0'], [-1, 0.2, 'n: got -1'], [NaN, 0.2, 'n: got NaN'], [1, Infinity, 'volts: got Infinity']])('refuses n = %d at %d V', (n, volts, sentence) => {
  expect(() => jartCurrent(n, volts)).toThrow(sentence);
}); // prettier-ignore
