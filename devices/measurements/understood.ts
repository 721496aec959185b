import { printable } from '../../src/core/printable.js';
import { partsOf, type Role } from './column-names.js';
import type { ConductanceSource } from './conductance-source.js';
import type { Dialect } from './table/dialect.js';
import { columnList, type Columns } from './find-columns.js';
import type { Table } from './table/find-table.js';
import type { Reading } from './readings.js';
import type { SourceLines } from './table/source-lines.js';
import type { WordMeaning } from './word-meanings.js';

const SEPARATOR_NAMES: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'blanks' };

/** What is unusual in the way a file is written, in a few words each; nothing for a plain CSV. */
export function dialectInWords(
  { returnsOnly, comments, separator: told }: SourceLines,
  { separator, decimalComma }: Dialect,
  table: Table,
  headed: boolean,
): string[] {
  const words: string[] = [];
  if (returnsOnly) words.push('lines end in CR');
  if (separator !== ',' || told !== undefined)
    words.push(`separator ${SEPARATOR_NAMES[separator] ?? separator}`);
  if (decimalComma) words.push('decimal comma (24,6 is 24.6)');
  if (comments.length > 0 && !headed) words.push(`${counted(comments.length, 'comment')} left out`);
  if (table.preamble.length > 0)
    words.push(`${counted(table.preamble.length, 'line')} above the table left out`);
  if (!table.named) words.push('columns without names');
  return words;
}

/** What was made of the columns of a table, in a few words each; nothing for the columns of memloop. */
export function columnsInWords(
  {
    table,
    columns,
    source,
    wordMeans,
  }: { table: Table; columns: Columns; source?: ConductanceSource; wordMeans?: WordMeaning },
  ofConductances: readonly number[],
  readings: readonly Reading[],
): string[] {
  const words = source && source.text !== 'conductance_siemens in S' ? [`conductance = ${printable(source.text)}`] : []; // prettier-ignore
  for (const role of ['cycle', 'polarity', 'pulse', 'device'] as const)
    words.push(...renamed(table, columns, role));
  if (columns.polarity !== undefined && wordMeans)
    words.push(...meanings(table, columns.polarity, wordMeans));
  if (columns.row !== undefined) words.push(`device by ${printable(table.names[columns.row])} and ${printable(table.names[columns.column!])}`); // prettier-ignore
  words.push(...writtenAsDecimals(table, columns));
  if (columns.amplitude !== undefined && readings[0]?.polarity) words.push(`polarity by the sign of ${printable(table.names[columns.amplitude])}`); // prettier-ignore
  if (readings.length > 0 && readings[0].polarity === undefined) words.push('SET where conductance rises, RESET where it falls'); // prettier-ignore
  if (readings.length > 0 && readings[0].cycle === undefined) words.push('cycles counted from 0 in the order of the file'); // prettier-ignore
  if (readings.some(({ device }) => device !== printable(device)))
    words.push('control characters left out of device names');
  return [...words, ...unused(table, columns, ofConductances)];
}

function renamed({ names }: Table, columns: Columns, role: Role): string[] {
  const column = columns[role];
  if (column === undefined || names[column] === '' || partsOf(names[column]).words === role) return [];
  return [`${role} = ${printable(names[column])}`];
}

/** Cycles and pulses written as 0.0, 1.0. */
function writtenAsDecimals({ names, rows }: Table, { cycle, pulse }: Columns): string[] {
  const decimal = [cycle, pulse].filter(
    (column) => column !== undefined && /[.,]/.test(rows[0].cells[column] ?? ''),
  );
  const named = decimal.map((column) => printable(names[column!]));
  return named.length > 0 ? [`${named.join(' and ')} written as ${rows[0].cells[decimal[0]!]}`] : [];
}

/** Words of a polarity column other than set and reset. */
function meanings({ names, rows }: Table, column: number, wordMeans: WordMeaning): string[] {
  const whole = rows.filter(({ cells }) => cells.length === names.length);
  const words = [...new Set(whole.map(({ cells }) => cells[column]))];
  const other = words.filter(
    (word) => wordMeans(word) !== undefined && wordMeans(word) !== word.toLowerCase(),
  );
  return other.slice(0, 4).map((word) => `${printable(word)} = ${wordMeans(word)!.toUpperCase()}`);
}

function unused({ names, rows }: Table, columns: Columns, ofConductances: readonly number[]): string[] {
  const used = new Set([...Object.values(columns), ...ofConductances]);
  const free = names.flatMap((name, i) => {
    const empty = name === '' && rows.every(({ cells }) => (cells[i] ?? '') === '');
    return used.has(i) || empty ? [] : [printable(name) || `${i + 1} (without a name)`];
  });
  if (free.length === 0) return [];
  return [`${free.length > 1 ? 'columns' : 'column'} ${columnList(free)} not used`];
}

/** A number of things, with its plural. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
