import { expect, it } from 'vitest';
import { textOf } from '../docs/markdown.js';
import { conductanceErrors, errorBudget } from './error-budget.js';

it('is the table of the firmware’s page', () => {
  const rows = textOf('firmware/README.md')
    .split('\n')
    .filter((line) => /^\| +\d+ mV /.test(line))
    .map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim())); // prettier-ignore
  const computed = errorBudget();
  if (process.env['MEMLOOP_PRINT'])
    process.stdout.write(computed.map((row) => `| ${row.join(' | ')} |\n`).join(''));
  expect(rows).toEqual(computed);
});

it('is what one adds up by hand', () => {
  // 100 mV on 50 µS, 125 counts: 40.96 + 20.48 + 12 + 2.048 + 0.5 mV, and 0.5 + 0.16 + 0.5 + 0.512 + 0.125 + 2 + 1 counts
  const { worst } = conductanceErrors(0.1, 50e-6, false);
  expect(worst).toBeCloseTo(0.75988 + 4.797 / 125 + 0.01 + 2 / 1024 + 0.001, 6);
  const calibrated = conductanceErrors(0.1, 50e-6, true);
  expect(calibrated.worst).toBeCloseTo(0.2575 + 1.66 / 125 + 0.01 + 2 / 1024 + 0.001, 6);
});

it('is less with calibration in all cases, and goes down with the voltage', () => {
  for (const siemens of [10e-6, 50e-6, 100e-6])
    for (const volts of [0.05, 0.1, 0.2]) {
      const [without, calibrated] = [false, true].map((is) => conductanceErrors(volts, siemens, is));
      expect(calibrated.worst).toBeLessThan(without.worst);
      expect(calibrated.typical).toBeLessThan(without.typical);
      expect(conductanceErrors(volts * 2, siemens, true).root).toBeLessThan(calibrated.root);
    }
});
