import { UsageError } from '../../src/core/errors.js';
import { CONDUCTANCES, isConductance } from '../files/conductance.js';
import { fitness, partsOf } from './column-names.js';
import { printable } from '../../src/core/printable.js';
import { alternatingRamps } from './alternating-ramps.js';
import { directionOf, turnsRound, type Ramp } from './branch-runs.js';
import { columnNamed, type Columns } from './find-columns.js';
import { siemensOf, single } from './conductance-source.js';
import type { Table } from './table/find-table.js';
import type { KnownTable } from './known-table.js';
import type { Mapping } from './mapping.js';
import { numberOf } from './table/number-cell.js';
import { turningRamp } from './not-understood.js';
import { polarityInName } from './polarity-words.js';
import { withoutGaps, type Reading } from './readings.js';
import { refuseUnit } from './refuse-unit.js';

/** Names of columns that hold ramps: a word and a number, or a number. */
const RAMP_NAME = /^([a-z]*) ?\d+$/;
/** Words before a number that name other things. */
const OTHER_WORDS = [
  'v',
  'u',
  'i',
  't',
  'x',
  'volt',
  'voltage',
  'current',
  'time',
  'ai',
  'ch',
  'channel',
  'smu',
  'pulse',
];
/** Least number of rows with which a table without names may be one of ramps. */
const LEAST_ROWS = 9;

/** The columns of a table that hold a ramp each: those that a mapping names, or those whose names say so. */
export function rampColumns(
  table: Table,
  columns: Columns,
  { ramps, conductance }: Mapping,
  where: string,
): number[] {
  if (ramps !== undefined && ramps !== 'all')
    return [ramps].flat().map((name) => columnNamed(table, name, where));
  const taken = new Set(Object.values(columns));
  const free = table.names.map((_, i) => i).filter((i) => !taken.has(i) || polarityInName(table.names[i]));
  if (ramps === 'all') return free;
  if (conductance !== undefined) return [];
  if (!table.named) return table.rows.length < LEAST_ROWS ? [] : free.filter((i) => !counts(table, i));
  return free.filter((i) => isRampName(table.names[i]) && !counts(table, i));
}

function isRampName(name: string): boolean {
  const { words, unit } = partsOf(name);
  const [, word] = RAMP_NAME.exec(words) ?? [];
  if (word !== undefined && !OTHER_WORDS.includes(word)) return true;
  return polarityInName(name) !== undefined && (unit !== undefined || fitness(name, 'polarity') === 0); // prettier-ignore
}

/** Whether a column counts: whole numbers in sequence. */
function counts({ rows }: Table, column: number): boolean {
  const values = rows.slice(0, LEAST_ROWS).map(({ cells }) => Number(cells[column] || NaN));
  return values.every((value, i) => value === values[0] + i);
}

/**
 * The ramps of a table with a column each, with their polarity by name or else by direction. A column may hold SET and RESET in turn if the
 * mapping says how many pulses each has.
 * @throws UsageError that names a bad cell, or a column that turns round
 */
export function rampsInColumns(
  known: Omit<KnownTable, 'source' | 'wordMeans'>,
  columns: readonly number[],
  where: string,
): { ramps: Ramp[]; text: string } {
  const { setPulses: set, resetPulses: reset } = known.mapping;
  const cycles = { set: 0, reset: 0 };
  const runs = columns.map((column) => readingsIn(known, column, where));
  const ramps = runs.flatMap((run, i): Omit<Ramp, 'cycle'>[] => {
    const told = polarityInName(known.table.names[columns[i]]);
    if (told) return [{ polarity: told, readings: run }];
    if (set !== undefined && reset !== undefined) return alternatingRamps(run, { set, reset }, where);
    if (turnsRound(run)) throw turningRamp(where, runs, known.mapping);
    return [{ polarity: directionOf(run), readings: run }];
  });
  const counted = ramps.map(({ polarity, readings }) => ({ polarity, cycle: cycles[polarity]++, readings }));
  return { ramps: counted, text: rampText(counted) };
}

function readingsIn(
  known: Omit<KnownTable, 'source' | 'wordMeans'>,
  column: number,
  where: string,
): Reading[] {
  const { table, columns, mapping, decimalComma } = known;
  const source = single(table, column, mapping, 'conductance');
  // Ramps of unequal length leave cells empty.
  const rows = table.rows.filter(({ cells }) => (cells[column] ?? '') !== '');
  if (rows.length === 0) throw new UsageError(`${where}: ${printable(source.text)}: expected a ramp, got no number; name the columns with --map "ramps=…"`); // prettier-ignore
  const readings = rows.map((row) => {
    const siemens = siemensOf(source, row, decimalComma);
    const isNone = !isConductance(siemens);
    if (isNone && !Number.isNaN(siemens)) refuseUnit({ ...known, source }, where);
    const fault = `${where}:${row.line}: ${printable(source.text)}: expected ${CONDUCTANCES}, got "${printable(row.cells[column])}"`;
    const pulse = columns.pulse === undefined ? NaN : numberOf(row.cells[columns.pulse] ?? '', decimalComma);
    return { device: '', siemens, line: row.line, ...(Number.isInteger(pulse) && { pulse }), ...(isNone && { fault }) }; // prettier-ignore
  });
  return withoutGaps(readings);
}

function rampText(ramps: readonly Ramp[]): string {
  const count = (polarity: Ramp['polarity']) => ramps.filter((ramp) => ramp.polarity === polarity).length;
  const parts = [`${count('set')} SET`, `${count('reset')} RESET`].filter((part) => !part.startsWith('0'));
  return `a column a ramp (${parts.join(', ')})`;
}
