import { join } from 'node:path';
import type { Experiment } from '../experiment/experiment.js';
import { layouts, rowsPerRun, tableNames, type TableName } from './layout.js';
import { LineReader } from './line-reader.js';

/** The rows of a run's tables, run by run. */
export class TableRows {
  private readonly tables: readonly { name: TableName; perRun: number; lines: LineReader }[];

  /** @throws RunError if a table cannot be opened */
  constructor(directory: string, experiment: Experiment) {
    const all = layouts(experiment);
    this.tables = tableNames.map((name) => {
      const lines = new LineReader(join(directory, all[name].file));
      lines.take(1);
      return { name, perRun: rowsPerRun(all[name]), lines };
    });
  }

  /** @throws RunError if a table has fewer */
  take(runs: number): Record<TableName, Uint8Array> {
    const rows = this.tables.map(({ name, perRun, lines }) => [name, lines.take(runs * perRun)]);
    return Object.fromEntries(rows) as Record<TableName, Uint8Array>;
  }

  skip(runs: number): void {
    for (const { perRun, lines } of this.tables)
      for (let left = runs * perRun; left > 0 && lines.more(); left--) lines.skip();
  }

  close(): void {
    for (const { lines } of this.tables) lines.close();
  }
}
