import type { DeviceReading, PlacedReading } from '../../bench/read-device.js';
import { textTable } from './text-table.js';

/** A reading in one line, with the remarks of the board. */
export function readingText({ siemens, amperes, volts, remarks }: DeviceReading): string {
  const suffix = remarks.map((remark) => `; ${remark}`).join('');
  return `${microsiemens(siemens)} (${(amperes * 1e6).toFixed(4)} µA at ${volts} V)${suffix}`;
}

/** The conductances of a board as an array, and below it the remarks on single devices. */
export function readingsText(readings: readonly PlacedReading[]): string {
  const rows = readings.filter(({ column }) => column === 0).map(({ row }) => row);
  const inRow = (at: number) => readings.filter(({ row }) => row === at);
  const heads = inRow(0).map(({ column }) => `column ${column}`);
  const line = (row: number) => [
    `row ${row}`,
    ...inRow(row).map(({ siemens }) => (siemens * 1e6).toFixed(3)),
  ];
  const remarked = readings.filter(({ remarks }) => remarks.length > 0);
  const remarks = remarked.map(({ row, column, remarks }) => `row ${row}, column ${column}: ${remarks.join('; ')}\n`); // prettier-ignore
  return textTable([['µS', ...heads], ...rows.map(line)]) + remarks.join('');
}

/** A conductance in µS. */
export function microsiemens(siemens: number): string {
  return `${(siemens * 1e6).toFixed(3)} µS`;
}
