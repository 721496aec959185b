import { printable } from '../../src/core/printable.js';
import { UsageError } from '../../src/core/errors.js';
import { CONDUCTANCES, isConductance } from '../files/conductance.js';
import type { Polarity } from '../vcm/response-curve.js';
import { polaritiesByAmplitude } from './amplitude-polarity.js';
import { siemensOf } from './conductance-source.js';
import type { KnownTable } from './known-table.js';
import type { Row } from './table/find-table.js';
import type { Mapping } from './mapping.js';
import { numberOf } from './table/number-cell.js';
import { polarityOf } from './polarity-words.js';
import { refuseUnit } from './refuse-unit.js';

/** One reading, with what its line says of it. */
export interface Reading {
  readonly device: string;
  readonly polarity?: Polarity;
  readonly cycle?: number;
  readonly pulse?: number;
  /** the conductance; of a reading that is none, the one before it */
  readonly siemens: number;
  readonly line: number;
  /** why the reading is none, as a sentence */
  readonly fault?: string;
}

/**
 * The readings of a table, line by line. Lines without any number in the columns that must have one are left out.
 * @param name the device's name, if there is no column for it
 * @throws UsageError that names `where`, the line and the column
 */
export function readingsOf(
  known: KnownTable,
  name: string,
  where: string,
): { readings: Reading[]; left: number } {
  const { columns, source, table } = known;
  const numeric = [...source.columns, columns.cycle, columns.pulse].filter((column) => column !== undefined);
  const rows = table.rows.filter(({ cells }) =>
    numeric.some((column) => !Number.isNaN(numberOf(cells[column] ?? '', known.decimalComma))),
  );
  const signs = columns.amplitude === undefined ? undefined : polaritiesByAmplitude(known, rows, columns.amplitude); // prettier-ignore
  const readings = rows.map((row, i) => readingOf(known, row, name, where, signs?.[i]));
  return { readings: withoutGaps(readings), left: table.rows.length - rows.length };
}

function readingOf(known: KnownTable, row: Row, name: string, where: string, sign?: Polarity): Reading {
  const { columns, mapping } = known;
  const at = `${where}:${row.line}`;
  checkCells(known, row, at);
  const polarity = sign ?? polarityCell(known, row, at);
  const cycle = columns.cycle === undefined ? constantCycle(mapping) : countIn(known, row, columns.cycle, at);
  const pulse = columns.pulse === undefined ? undefined : countIn(known, row, columns.pulse, at);
  return {
    device: deviceCell(known, row, name, at),
    ...(polarity && { polarity }),
    ...(cycle !== undefined && { cycle }),
    ...(pulse !== undefined && { pulse }),
    ...conductanceIn(known, row, where),
    line: row.line,
  };
}

function checkCells({ table: { names }, columns, source }: KnownTable, { cells }: Row, at: string): void {
  const extra = cells.slice(names.length).some((cell) => cell !== '');
  const last = Math.max(
    ...Object.values(columns).filter((column) => column !== undefined),
    ...source.columns,
  );
  if (!extra && cells.length > last) return;
  const remedy = extra ? '; write decimals with a point, not a comma' : '';
  throw new UsageError(`${at}: expected ${names.length} cells, one per column, got ${cells.length}${remedy}`);
}

function polarityCell(
  { columns, mapping, table, wordMeans }: KnownTable,
  { cells }: Row,
  at: string,
): Polarity | undefined {
  if (columns.polarity === undefined)
    return mapping.polarity === undefined ? undefined : polarityOf(String(mapping.polarity));
  const word = cells[columns.polarity];
  const polarity = wordMeans(word);
  if (polarity) return polarity;
  throw new UsageError(
    `${at}: ${columnText(table, columns.polarity)}: expected set or reset, or a word that stands for one, got ${quoted(word)}; tell memloop with --map "set=…,reset=…"`,
  );
}

function constantCycle({ cycle }: Mapping): number | undefined {
  return typeof cycle === 'number' ? cycle : undefined;
}

/** A whole number in a cell: 3, 3.0, or at the end of a name as cycle_3. */
function countIn({ table, decimalComma }: KnownTable, { cells }: Row, column: number, at: string): number {
  const cell = cells[column];
  const number = numberOf(/^[\p{L}#]+[\s_#-]*(\d+)$/u.exec(cell)?.[1] ?? cell, decimalComma);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new UsageError(
    `${at}: ${columnText(table, column)}: expected a whole number, 0 or more, got ${quoted(cell)}`,
  );
}

function deviceCell({ columns, mapping }: KnownTable, { cells }: Row, name: string, at: string): string {
  const { device: column, row, column: across } = columns;
  if (column === undefined && mapping.device !== undefined) return String(mapping.device);
  if (row !== undefined && across !== undefined) return `${name} r${cells[row]}c${cells[across]}`;
  if (column === undefined) return name;
  const device = cells[column];
  if (printable(device) === '') throw new UsageError(`${at}: device: expected a name, got an empty cell`);
  return device;
}

/** The conductance of a row, or why it has none. @throws UsageError if most rows have none, because their unit is another */
function conductanceIn(known: KnownTable, row: Row, where: string): Pick<Reading, 'siemens' | 'fault'> {
  const { source, decimalComma, table } = known;
  const siemens = siemensOf(source, row, decimalComma);
  if (isConductance(siemens)) return { siemens };
  if (!Number.isNaN(siemens)) refuseUnit(known, where);
  const cells = source.columns.map((column) => quoted(row.cells[column])).join(' / ');
  const names = source.columns.map((column) => columnText(table, column)).join(' / ');
  return { siemens, fault: `${where}:${row.line}: ${names}: expected ${CONDUCTANCES}, got ${cells}` };
}

/** Readings where each that is none has the value of the one before it, or else after it. */
export function withoutGaps(readings: readonly Reading[]): Reading[] {
  let last = readings.find(({ fault }) => fault === undefined)?.siemens ?? NaN;
  return readings.map((reading) => {
    if (reading.fault !== undefined) return { ...reading, siemens: last };
    last = reading.siemens;
    return reading;
  });
}

/** A column's name for a sentence. */
function columnText({ names }: KnownTable['table'], column: number): string {
  return printable(names[column]) || `column ${column + 1}`;
}

/** A cell for a sentence. */
function quoted(cell: string): string {
  return `"${printable(cell).slice(0, 60)}"`;
}
