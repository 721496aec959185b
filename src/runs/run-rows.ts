import { join } from 'node:path';
import { shown } from '../core/complaint.js';
import { RunError } from '../core/errors.js';
import type { Experiment } from '../experiment/experiment.js';
import { rowsPerRun, type Layout } from './layout.js';
import { readRows } from './table.js';

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** A row of a run's table: the condition that it is of, by its index, and the numbers behind the seed; NaN where there is none. */
interface RunRow {
  condition: number;
  numbers: number[];
}

/**
 * The rows of a run's table, each of which must be the one that belongs in its place: the order is fixed, so that
 * every condition is there with every seed, and none twice.
 *
 * @throws RunError that names file and row, the header being row 1
 */
export function* runRows(directory: string, layout: Layout, experiment: Experiment): Generator<RunRow> {
  const path = join(directory, layout.file);
  const { conditions, firstSeed, seeds } = experiment;
  const perRun = rowsPerRun(layout);
  const expected = seeds * conditions.length * perRun;
  let count = 0;
  for (const fields of readRows(path)) {
    if (count === expected)
      throw new RunError(`${path}: row ${count + 2}: got a row too many: expected ${expected} of them`);
    const run = Math.floor(count / perRun);
    const condition = run % conditions.length;
    const key = [conditions[condition].name, String(firstSeed + Math.floor(run / conditions.length))];
    if (layout.episodes) key.push(String(layout.episodes[count % perRun]));
    count++;
    refuseDamage(fields, key, layout, `${path}: row ${count + 1}`);
    yield { condition, numbers: fields.slice(2).map((field) => (field === '' ? NaN : Number(field))) };
  }
  if (count < expected)
    throw new RunError(
      `${path}: got ${count} rows: expected ${expected}, every condition with every seed once`,
    );
}

/** Reads a table as far as the first `runs` runs go, only to see that they are as they should be. @throws RunError */
export function checkRuns(directory: string, layout: Layout, experiment: Experiment, runs: number): void {
  let left = runs * rowsPerRun(layout);
  if (left === 0) return;
  for (const _ of runRows(directory, layout, experiment)) if (--left === 0) return;
}

function refuseDamage(fields: string[], key: string[], { header, optional }: Layout, where: string): void {
  const right = (field: string, i: number) =>
    i < key.length
      ? field === key[i]
      : NUMBER.test(field) || (field === '' && (optional?.includes(header[i]) ?? false));
  const wrong = fields.findIndex((field, i) => i >= header.length || !right(field, i));
  if (wrong < 0 && fields.length === header.length) return;
  const column = wrong < 0 ? fields.length : wrong;
  const expected = column < key.length ? shown(key[column]) : 'a number';
  throw new RunError(
    `${where}: got ${shown(fields[column])} as ${header[column] ?? 'one more field'}: expected ${column < header.length ? expected : 'nothing'}`,
  );
}
