import type { Run } from '../../runs/run-directory.js';
import { layouts, rowsPerRun, tableNames, type TableName } from '../../runs/layout.js';
import { runRows } from '../../runs/run-rows.js';
import { columnMeaning, type ColumnMeaning } from './column-meaning.js';

/** Where the tables of a run are, and what they are of. */
export type FinishedRun = Pick<Run, 'directory' | 'experiment'>;

/** A column of numbers. */
export interface NumberColumn extends ColumnMeaning {
  readonly name: string;
  /** whether fields may be empty */
  readonly isOptional: boolean;
}

/** Some rows of a table that follow each other, as columns. */
export interface TableBlock {
  /** index of the condition of each row */
  readonly condition: Uint32Array;
  /** of each column, in the order of the table's; NaN for an empty field */
  readonly values: readonly Float64Array[];
}

/** A table of a run as columns. Its rows are all conditions of the first seed, then all of the second, …. */
export interface RunTable {
  readonly name: TableName;
  /** rows of one condition and seed */
  readonly perRun: number;
  readonly rows: number;
  /** all columns but the condition */
  readonly columns: readonly NumberColumn[];
  /** The rows, at most so many at a time. @throws RunError that names the row of a fault */
  blocks(most: number): Generator<TableBlock>;
}

/** The tables of a finished run that have rows. */
export function runTables({ directory, experiment }: FinishedRun): RunTable[] {
  const all = layouts(experiment);
  return tableNames
    .filter((name) => rowsPerRun(all[name]) > 0)
    .map((name) => {
      const layout = all[name];
      const perRun = rowsPerRun(layout);
      const columns = layout.header.slice(1).map((column) => {
        return {
          name: column,
          ...columnMeaning(column),
          isOptional: layout.optional?.includes(column) ?? false,
        };
      });
      const rows = experiment.seeds * experiment.conditions.length * perRun;
      const table = { name, perRun, rows, columns };
      return { ...table, blocks: (most) => blocksOf({ directory, experiment }, table, most) };
    });
}

function* blocksOf(
  { directory, experiment }: FinishedRun,
  { name, perRun, rows, columns }: Omit<RunTable, 'blocks'>,
  most: number,
): Generator<TableBlock> {
  const { firstSeed, conditions } = experiment;
  let [block, row] = [blockOf(columns.length, Math.min(most, rows)), 0];
  for (const { condition, numbers } of runRows(directory, layouts(experiment)[name], experiment)) {
    const at = row % most;
    if (at === 0 && row > 0) block = blockOf(columns.length, Math.min(most, rows - row));
    block.condition[at] = condition;
    block.values[0][at] = firstSeed + Math.floor(row / perRun / conditions.length);
    for (let k = 0; k < numbers.length; k++) block.values[k + 1][at] = numbers[k];
    row++;
    if (at + 1 === block.condition.length) yield block;
  }
}

function blockOf(columns: number, rows: number): TableBlock {
  return {
    condition: new Uint32Array(rows),
    values: Array.from({ length: columns }, () => new Float64Array(rows)),
  };
}
