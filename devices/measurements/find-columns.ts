import { UsageError } from '../../src/core/errors.js';
import type { Polarity } from '../vcm/response-curve.js';
import { fitness, partsOf, type Role } from './column-names.js';
import type { Table } from './table/find-table.js';
import type { Mapping } from './mapping.js';
import { polarityOf } from './polarity-words.js';
import { isNumber, numberOf } from './table/number-cell.js';

/** Which column holds what, by index from 0. */
export interface Columns {
  readonly cycle?: number;
  readonly pulse?: number;
  readonly polarity?: number;
  /** volts of the pulse, whose sign is the polarity */
  readonly amplitude?: number;
  readonly device?: number;
  /** place in an array, where there is no column for the device */
  readonly row?: number;
  readonly column?: number;
  readonly conductance?: number;
  readonly resistance?: number;
  readonly voltage?: number;
  readonly current?: number;
}

const ROLES: readonly Role[] = ['conductance', 'resistance', 'current', 'amplitude', 'voltage', 'cycle', 'polarity', 'device', 'row', 'column', 'pulse']; // prettier-ignore
/** Roles whose columns hold whole numbers. */
const COUNTS: ReadonlySet<Role> = new Set<Role>(['pulse', 'cycle']);
/** Rows in which a column must hold words of polarity, if its name may stand for other things. */
const ROWS_LOOKED_AT = 3000;

/** Recognises columns by their names, and takes those that a mapping names. @throws UsageError that names `where` and an unknown column */
export function findColumns(table: Table, mapping: Mapping, where: string): Columns {
  const columns: Partial<Record<Role, number>> = {};
  const taken = new Set<number>();
  const take = (role: Role, index: number | undefined) => {
    if (index === undefined) return;
    columns[role] = index;
    taken.add(index);
  };
  for (const role of ROLES) take(role, mappedColumn(table, mapping, role, where));
  for (const role of ROLES) {
    if (columns[role] !== undefined || isSettled(role, mapping)) continue;
    take(role, bestColumn(table, role, taken, mapping));
  }
  if (columns.polarity === undefined && !isSettled('polarity', mapping)) take('polarity', columnOfWords(table, taken)); // prettier-ignore
  return withoutIdle(columns);
}

/** Columns without those that another one makes needless: a place beside a device or half a place, an amplitude beside a polarity. */
function withoutIdle({ row, column, amplitude, ...columns }: Columns): Columns {
  const placed = columns.device === undefined && row !== undefined && column !== undefined;
  return {
    ...columns,
    ...(placed && { row, column }),
    ...(amplitude !== undefined && columns.polarity === undefined && { amplitude }),
  };
}

/** A column by its name, or by its number as `column 3`. @throws UsageError that lists the columns, if there is none */
export function columnNamed({ names }: Table, name: string | number, where: string): number {
  const found = indexOfName(names, String(name));
  if (found >= 0) return found;
  throw new UsageError(
    `${where}: got the column ${JSON.stringify(name)}: expected one of ${columnList(names)}`,
  );
}

/** The columns of a table for a sentence. */
export function columnList(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name, i) => name || `column ${i + 1}`);
  return shown.join(', ') + (names.length > shown.length ? ', …' : '');
}

/** The index of the column that a mapping means, or −1. */
export function indexOfName(names: readonly string[], name: string): number {
  const exact = names.indexOf(name);
  if (exact >= 0) return exact;
  const plain = (text: string) => text.toLowerCase().trim();
  const alike = names.findIndex((each) => plain(each) === plain(name));
  if (alike >= 0) return alike;
  const bare = names.findIndex((each) => each !== '' && partsOf(each).words === partsOf(name).words);
  if (bare >= 0) return bare;
  const number = Number(/^(?:column|col\.?|spalte) *(\d+)$/i.exec(name)?.[1]);
  return number >= 1 && number <= names.length ? number - 1 : -1;
}

/** The column that a mapping names for a role; undefined where it names none, or a constant. */
function mappedColumn(table: Table, mapping: Mapping, role: Role, where: string): number | undefined {
  if (role === 'amplitude' || role === 'row' || role === 'column' || mapping[role] === undefined)
    return undefined;
  const name = mapping[role];
  if (indexOfName(table.names, String(name)) >= 0) return columnNamed(table, name, where);
  if (isConstant(role, name)) return undefined;
  return columnNamed(table, name, where);
}

/** Whether a mapping gives a constant, or a quotient, in place of a column. */
function isConstant(role: Role, value: string | number): boolean {
  if (role === 'device') return true;
  if (role === 'cycle') return typeof value === 'number';
  if (role === 'polarity') return polarityOf(String(value)) !== undefined;
  return role === 'conductance' && /\//.test(String(value));
}

/** Whether a mapping says all about a role, so that no column is looked for. */
function isSettled(role: Role, mapping: Mapping): boolean {
  const { conductance, resistance, current, ramps, polarity, readVoltage, setPulses } = mapping;
  if (role in mapping && mapping[role as keyof Mapping] !== undefined) return true;
  if (role === 'conductance') return (resistance ?? current ?? ramps) !== undefined;
  if (role === 'resistance') return (conductance ?? current ?? ramps) !== undefined;
  if (role === 'voltage') return readVoltage !== undefined;
  return (role === 'polarity' || role === 'amplitude') && (polarity !== undefined || setPulses !== undefined);
}

function bestColumn(
  table: Table,
  role: Role,
  taken: ReadonlySet<number>,
  mapping: Mapping,
): number | undefined {
  const fits = table.names.map((name, index) => (taken.has(index) || name === '' ? 0 : fitness(name, role)));
  const best = Math.max(...fits);
  if (!(best > 0)) return undefined;
  const index = fits.indexOf(best);
  // Two columns of one unit and no clear name: no guess.
  if (best < 2 && fits.filter((fit) => fit === best).length > 1) return undefined;
  if (!isWorthy(table, role, index)) return undefined;
  if (role === 'polarity' && table.names[index].toLowerCase() !== 'polarity') {
    const rows = table.rows.slice(0, ROWS_LOOKED_AT);
    const known = wordsFor(mapping);
    if (!rows.every(({ cells }) => known(cells[index] ?? ''))) return undefined;
  }
  return index;
}

/** The only column that holds nothing but whole words of polarity, as set or LTD, whatever its name. */
function columnOfWords({ names, rows }: Table, taken: ReadonlySet<number>): number | undefined {
  const found = [...names.keys()].filter(
    (i) =>
      !taken.has(i) && rows.every(({ cells }) => /^\p{L}{3,}$/u.test(cells[i] ?? '') && polarityOf(cells[i])),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A column that goes by a word of many meanings, as index or run, counts only if it holds whole numbers. */
function isWorthy({ names, rows }: Table, role: Role, index: number): boolean {
  if (!COUNTS.has(role) || partsOf(names[index]).words.includes(role)) return true;
  return rows.slice(0, ROWS_LOOKED_AT).every(({ cells }) => !isNumber(cells[index] ?? '') || Number.isInteger(numberOf(cells[index], true))); // prettier-ignore
}

/** The polarity of a word: as a mapping says, or as the field says. */
export function wordsFor({ set, reset }: Mapping): (word: string) => Polarity | undefined {
  const own = new Map<string, Polarity>();
  for (const [polarity, words] of Object.entries({ set, reset }) as [Polarity, Mapping['set']][])
    for (const word of [words ?? []].flat()) own.set(String(word).toLowerCase(), polarity);
  return (word) => own.get(word.toLowerCase()) ?? polarityOf(word);
}
