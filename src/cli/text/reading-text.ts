import type { DeviceReading, PlacedReading } from '../../bench/read-device.js';
import { inUnit, quantity, scaledUnit } from '../../core/scaled-unit.js';
import { textTable } from './text-table.js';

/** A reading in one line, with the remarks of the board. */
export function readingText({ siemens, amperes, volts, remarks }: DeviceReading): string {
  const suffix = remarks.map((remark) => `; ${remark}`).join('');
  return `${conductanceText(siemens)} (${quantity(amperes, 'A', 4)} at ${volts} V)${suffix}`;
}

/** The conductances of a board as an array, and below it the remarks on single devices. */
export function readingsText(readings: readonly PlacedReading[]): string {
  const rows = readings.filter(({ column }) => column === 0).map(({ row }) => row);
  const inRow = (at: number) => readings.filter(({ row }) => row === at);
  const heads = inRow(0).map(({ column }) => `column ${column}`);
  const unit = scaledUnit(
    'S',
    readings.map(({ siemens }) => siemens),
  );
  const line = (row: number) => [`row ${row}`, ...inRow(row).map(({ siemens }) => inUnit(siemens, unit, 3))];
  const remarked = readings.filter(({ remarks }) => remarks.length > 0);
  const remarks = remarked.map(({ row, column, remarks }) => `row ${row}, column ${column}: ${remarks.join('; ')}\n`); // prettier-ignore
  return textTable([[unit.name, ...heads], ...rows.map(line)]) + remarks.join('');
}

/** A conductance with its unit. */
export function conductanceText(siemens: number): string {
  return quantity(siemens, 'S', 3);
}
