import type { Run } from '../../runs/run-directory.js';
import { layouts, rowsPerRun, tableNames, type TableName } from '../../runs/layout.js';
import { runRows } from '../../runs/run-rows.js';
import { columnMeaning, type ColumnMeaning } from './column-meaning.js';

/** Where the tables of a run are, and what they are of. */
export type FinishedRun = Pick<Run, 'directory' | 'experiment'>;

/** A column of numbers of a table, in the order of its rows; NaN for an empty field. */
export interface NumberColumn extends ColumnMeaning {
  readonly name: string;
  readonly values: Float64Array;
}

/** A table of a run as columns. Its rows are all conditions of the first seed, then all of the second, …. */
export interface RunTable {
  readonly name: TableName;
  /** rows of one condition and seed */
  readonly perRun: number;
  /** index of the condition of each row */
  readonly condition: Uint32Array;
  /** all columns but the condition */
  readonly columns: readonly NumberColumn[];
}

/** The tables of a finished run, one after the other. @throws RunError that names the row of a fault */
export function* runTables({ directory, experiment }: FinishedRun): Generator<RunTable> {
  const all = layouts(experiment);
  for (const name of tableNames) {
    const layout = all[name];
    const perRun = rowsPerRun(layout);
    if (perRun === 0) continue;
    const rows = experiment.seeds * experiment.conditions.length * perRun;
    const condition = new Uint32Array(rows);
    const columns = layout.header.slice(1).map((column) => {
      return { name: column, ...columnMeaning(column), values: new Float64Array(rows) };
    });
    let row = 0;
    for (const { condition: index, numbers } of runRows(directory, layout, experiment)) {
      condition[row] = index;
      const run = Math.floor(row / perRun);
      columns[0].values[row] = experiment.firstSeed + Math.floor(run / experiment.conditions.length);
      for (let k = 0; k < numbers.length; k++) columns[k + 1].values[row] = numbers[k];
      row++;
    }
    yield { name, perRun, condition, columns };
  }
}
