import { medianOf } from '../../src/core/maths/vectors.js';
import { printable } from '../../src/core/printable.js';
import { UsageError } from '../../src/core/errors.js';
import { isConductance } from '../files/conductance.js';
import { pulsesFound } from './alternating-ramps.js';
import type { Run } from './branch-runs.js';
import { columnList, type Columns } from './find-columns.js';
import type { Mapping } from './mapping.js';
import type { Table } from './table/find-table.js';
import { isNumber, numberOf } from './table/number-cell.js';
import { unitFor } from './refuse-unit.js';
import type { SourceLines } from './table/source-lines.js';

/** The error for a file in which no conductance was found: what was found, and the command that comes nearest. */
export function notUnderstood(
  where: string,
  lines: SourceLines,
  table?: Table,
  columns: Columns = {},
  mapping: Mapping = {},
): UsageError {
  if (!table) {
    const beginning = [...lines.lines, ...lines.comments].sort((a, b) => a.line - b.line).slice(0, 2);
    const begins = beginning.map(({ text }) => `"${printable(text).slice(0, 60)}"`).join(', ') || 'nothing';
    return new UsageError(
      `${where}: expected a table with a column of conductances, got ${begins}; memloop init --device writes an example`,
    );
  }
  const found = `${where}: got the columns ${printable(columnList(table.names))} (line ${table.line})`;
  if (columns.current !== undefined) {
    return new UsageError(
      `${found}: expected a voltage beside the current; give the volts of each reading: ${command(where, mapping, 'readVoltage=0.2')}`,
    );
  }
  const guess = guessConductance(table, columns);
  if (guess === undefined)
    return new UsageError(`${found}: expected a column of numbers for the conductance`);
  const value = medianOf(table.rows.map(({ cells }) => Math.abs(numberOf(cells[guess] ?? '', true))).filter(Number.isFinite)); // prettier-ignore
  const unit = isConductance(value) ? '' : `,units=${unitFor(value, false)}`;
  return new UsageError(
    `${found}: expected a column of conductances; name it: ${command(where, mapping, `conductance=${written(table, guess)}${unit}`)}`,
  );
}

/** The error for a ramp that goes up and down again: how many pulses it seems to have each way. */
export function turningRamp(where: string, runs: readonly Run[], mapping: Mapping): UsageError {
  const pulses = pulsesFound(runs);
  const ramp = runs.find((run) => run.length > 0)!;
  const lines = `lines ${ramp[0].line} to ${ramp.at(-1)!.line}`;
  const { set, reset } = pulses ?? { set: 50, reset: 50 };
  return new UsageError(
    `${where}: the conductance rises and falls in one ramp (${lines}), and no column tells SET from RESET; say how many pulses each has: ${command(where, mapping, `setPulses=${set},resetPulses=${reset}`)}`,
  );
}

/** The command that adds something to the mapping that is there. */
function command(where: string, mapping: Mapping, added: string): string {
  const file = /^[\w./-]+$/.test(where) ? where : JSON.stringify(printable(where));
  const given = Object.entries(mapping).map(([key, value]) => `${key}=${String(value)}`);
  return `memloop fit ${file} --map "${[...given, added].join(',')}"`;
}

/** A column as a mapping names it: by its name, or by its number where the name would need quotes. */
function written({ names }: Table, column: number): string {
  return /^[\p{L}\d_#][\p{L}\d ()[\]_./#%-]*$/u.test(names[column]) ? names[column] : `column ${column + 1}`;
}

/** The column that may be the conductance: the last of those that hold numbers, all of them different from a count. */
function guessConductance({ names, rows }: Table, columns: Columns): number | undefined {
  const taken = new Set(Object.values(columns));
  const sample = rows.slice(0, 200);
  const numeric = names
    .map((_, i) => i)
    .filter(
      (i) =>
        !taken.has(i) && sample.filter(({ cells }) => isNumber(cells[i] ?? '')).length > sample.length / 2,
    );
  const values = (i: number) => sample.map(({ cells }) => numberOf(cells[i] ?? '', true));
  // Times and counts only rise; conductances have fractions.
  const turns = (i: number) =>
    values(i).some((value, k, all) => k > 0 && value < all[k - 1]) && new Set(values(i)).size > 2;
  const broken = (i: number) => values(i).some((value) => !Number.isInteger(value));
  return numeric.findLast((i) => turns(i) && broken(i)) ?? numeric.findLast(turns) ?? numeric.at(-1);
}
