import type { Scalar } from './event-file.js';
import type { RunTable } from './run-tables.js';

/** Tables with a course over episodes of which a mean over seeds says something. */
const DRAWN: readonly string[] = ['episodes', 'costs'];

/** Rows that are in memory at once. */
const BLOCK_ROWS = 100_000;

/** Means over seeds at each recorded episode, condition by condition: episodes/steps, costs/reads, …; without those that are unknown. */
export function meanScalars(tables: readonly RunTable[], conditions: number): Scalar[][] {
  const scalars = Array.from({ length: conditions }, (): Scalar[] => []);
  for (const table of tables.filter(({ name }) => DRAWN.includes(name))) {
    const { perRun, columns } = table;
    const seeds = table.rows / (conditions * perRun);
    const { episodes, sums } = sumsOf(table, conditions);
    for (const [k, ofColumn] of sums.entries()) {
      const tag = `${table.name}/${columns[k + 2].name}`;
      for (const [at, sum] of ofColumn.entries())
        if (!Number.isNaN(sum))
          scalars[Math.floor(at / perRun)].push({ tag, step: episodes[at % perRun], value: sum / seeds });
    }
  }
  return scalars;
}

/** The episodes with a row, and the sums over seeds of each column after them, by condition and episode. */
function sumsOf(table: RunTable, conditions: number): { episodes: Float64Array; sums: Float64Array[] } {
  const { perRun, columns } = table;
  const episodes = new Float64Array(perRun);
  const sums = columns.slice(2).map(() => new Float64Array(conditions * perRun));
  let row = 0;
  for (const { condition, values: [, episode, ...others] } of table.blocks(BLOCK_ROWS)) {
    for (let i = 0; i < condition.length; i++, row++) {
      const place = row % perRun;
      episodes[place] = episode[i];
      for (let k = 0; k < sums.length; k++) sums[k][condition[i] * perRun + place] += others[k][i];
    }
  }
  return { episodes, sums };
} // prettier-ignore
