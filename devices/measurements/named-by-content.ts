import type { Table } from './table/find-table.js';
import { isNumber, numberOf } from './table/number-cell.js';
import { polarityOf } from './polarity-words.js';

/** Rows that are looked at. */
const LOOKED_AT = 3000;

/**
 * A table without names, with the names that its cells suggest: words of a polarity, one column of numbers with fractions, and whole numbers,
 * of which the cycle changes less often than the pulse. Other tables stay as they are.
 */
export function namedByContent(table: Table): Table {
  if (table.named) return table;
  const cells = table.rows.slice(0, LOOKED_AT).map((row) => row.cells);
  const columns = table.names.map((_, i) => cells.map((row) => row[i] ?? ''));
  const isCount = (column: string[]) => column.every((cell) => Number.isInteger(numberOf(cell, true)));
  const polarity = columns.findIndex((column) => column.every((cell) => !isNumber(cell) && polarityOf(cell)));
  const counts = [...columns.keys()].filter((i) => isCount(columns[i]));
  const readings = [...columns.keys()].filter((i) => columns[i].every(isNumber) && !counts.includes(i));
  if (polarity < 0 || readings.length !== 1 || counts.length > 2) return table;
  const changes = (i: number) =>
    columns[i].filter((cell, row) => row > 0 && cell !== columns[i][row - 1]).length;
  const [cycle, pulse] =
    counts.length === 2 ? counts.toSorted((a, b) => changes(a) - changes(b)) : [-1, counts[0]];
  const roles = new Map([[polarity, 'polarity'], [readings[0], 'conductance'], [cycle, 'cycle'], [pulse, 'pulse']]); // prettier-ignore
  return { ...table, names: table.names.map((name, i) => roles.get(i) ?? name) };
}
