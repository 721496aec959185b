import { join } from 'node:path';
import { shown } from '../core/complaint.js';
import { RunError } from '../core/errors.js';
import type { Experiment } from '../experiment/experiment.js';
import { rowsPerRun, type Layout } from './layout.js';
import { readRows } from './table.js';

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** A row of a table: the index of its condition, and the numbers after the seed, NaN for an empty field. */
interface RunRow {
  condition: number;
  numbers: number[];
}

/**
 * The rows of a table. Their order is fixed, so each row is checked for its condition, seed and episode; none can be
 * missing or double.
 *
 * @throws RunError that names file and row; the header is row 1
 */
export function* runRows(directory: string, layout: Layout, experiment: Experiment): Generator<RunRow> {
  const path = join(directory, layout.file);
  const { conditions, firstSeed, seeds } = experiment;
  const perRun = rowsPerRun(layout);
  const expected = seeds * conditions.length * perRun;
  let count = 0;
  for (const fields of readRows(path)) {
    if (count === expected)
      throw new RunError(`${path}: row ${count + 2}: got an extra row: expected ${expected} rows`);
    const run = Math.floor(count / perRun);
    const condition = run % conditions.length;
    const key = [conditions[condition].name, String(firstSeed + Math.floor(run / conditions.length))];
    if (layout.episodes) key.push(String(layout.episodes[count % perRun]));
    count++;
    checkRow(fields, key, layout, `${path}: row ${count + 1}`);
    yield { condition, numbers: fields.slice(2).map((field) => (field === '' ? NaN : Number(field))) };
  }
  if (count < expected)
    throw new RunError(
      `${path}: got ${count} rows: expected ${expected}, with every condition and every seed`,
    );
}

/** Checks the rows of the first `runs` runs in a table. @throws RunError at the first fault */
export function checkRuns(directory: string, layout: Layout, experiment: Experiment, runs: number): void {
  let left = runs * rowsPerRun(layout);
  if (left === 0) return;
  for (const _ of runRows(directory, layout, experiment)) if (--left === 0) return;
}

function checkRow(fields: string[], key: string[], { header, optional }: Layout, where: string): void {
  const isValid = (field: string, i: number) =>
    i < key.length
      ? field === key[i]
      : NUMBER.test(field) || (field === '' && (optional?.includes(header[i]) ?? false));
  const wrong = fields.findIndex((field, i) => i >= header.length || !isValid(field, i));
  if (wrong < 0 && fields.length === header.length) return;
  const column = wrong < 0 ? fields.length : wrong;
  const expected = column < key.length ? shown(key[column]) : 'a number';
  throw new RunError(
    `${where}: got ${shown(fields[column])} as ${header[column] ?? 'an extra field'}: expected ${column < header.length ? expected : 'nothing'}`,
  );
}
