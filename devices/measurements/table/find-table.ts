import { cellsOf } from './cells-of.js';
import type { Dialect } from './dialect.js';
import { isNumber } from './number-cell.js';
import type { SourceLine, SourceLines } from './source-lines.js';
import { unitOf } from '../units.js';

/** A line of a table as its cells. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The table of a file. */
export interface Table {
  /** names of the columns, with units; empty for a column without a name */
  readonly names: readonly string[];
  /** whether a line names the columns */
  readonly named: boolean;
  /** line of the names, or of the first row */
  readonly line: number;
  readonly rows: readonly Row[];
  /** lines above the table that are no part of it */
  readonly preamble: readonly Row[];
}

/** Lines right above the readings that may name columns: names, units, remarks. */
const MOST_HEADER_LINES = 3;

/**
 * Finds the table in a file: the readings begin at the first two rows in sequence that have the usual number of cells and a number, and the
 * names stand in the line above. Undefined if there is no such row.
 * @param score how well a row of words names columns
 */
export function findTable(
  { lines, comments }: SourceLines,
  dialect: Dialect,
  score: (names: readonly string[]) => number,
): Table | undefined {
  const rows = lines.map(({ line, text }) => ({ line, cells: cellsOf(text, dialect.separator) }));
  const width = usualWidth(rows);
  const isReading = (row: Row | undefined) => row?.cells.length === width && row.cells.some(isNumber) && !isHead(row.cells); // prettier-ignore
  const first = rows.findIndex(
    (row, i) => isReading(row) && (i + 1 === rows.length || isReading(rows[i + 1])),
  );
  if (first < 0) return undefined;
  const data = rows.slice(first);
  const above = rows
    .slice(Math.max(0, first - MOST_HEADER_LINES), first)
    .filter((row) => isNaming(row, width));
  const best = Math.max(...above.map(({ cells }) => score(cells)));
  const header =
    above.findLast(({ cells }) => score(cells) === best) ?? namesInComment(comments, data, dialect, score);
  if (!header) return { names: data[0].cells.map(() => ''), named: false, line: data[0].line, rows: data, preamble: rows.slice(0, first) }; // prettier-ignore
  return {
    names: withUnits(
      header.cells,
      rows.slice(0, first).filter(({ line }) => line > header.line),
    ),
    named: true,
    line: header.line,
    rows: data.filter(({ cells }) => cells.some((cell, i) => cell !== header.cells[i])),
    preamble: rows.slice(0, first).filter(({ line }) => line < header.line),
  };
}

/** The number of cells of most rows that hold a number. */
function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows)
    if (cells.some(isNumber)) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** Whether a row of the full width, or nearly, holds words and no numbers; or is the head of an array, as pandas writes it. */
function isNaming({ cells }: Row, width: number): boolean {
  const filled = cells.filter((cell) => cell !== '');
  if (cells.length > width || filled.length * 2 < width) return false;
  return isHead(cells) || !filled.some(isNumber);
}

/** An empty cell and whole numbers in sequence: names of the columns of an array. */
function isHead([first, ...others]: readonly string[]): boolean {
  return (
    first === '' &&
    others.length > 1 &&
    others.every((cell, i) => Number(cell || NaN) === Number(others[0]) + i)
  );
}

/** The comment above the readings that names as many columns as they have cells: so NumPy and MATLAB write names. */
function namesInComment(
  comments: readonly SourceLine[],
  [first]: readonly Row[],
  { separator }: Dialect,
  score: (names: readonly string[]) => number,
): Row | undefined {
  const named = comments
    .filter(({ line }) => line < first.line)
    .map(({ line, text }) => ({
      line,
      cells: cellsOf(text.replace(/^\s*(?:[#%!]+|\/\/)\s*/, ''), separator),
    }))
    .filter(({ cells }) => cells.length === first.cells.length && cells.length > 1 && !cells.some(isNumber));
  const best = Math.max(...named.map(({ cells }) => score(cells)));
  return named.findLast(({ cells }) => score(cells) === best);
}

/** Names with the units of a row below them, where one is a row of units. */
function withUnits(names: readonly string[], below: readonly Row[]): readonly string[] {
  const bare = below.map(({ cells }) => cells.map((cell) => cell.replace(/^[([](.*)[)\]]$/, '$1')));
  const units = bare.find((cells) => cells.some((cell) => unitOf(cell)));
  return units ? names.map((name, i) => (unitOf(units[i] ?? '') ? `${name} (${units[i]})` : name)) : names;
}
