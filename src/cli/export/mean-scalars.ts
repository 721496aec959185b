import type { Scalar } from './event-file.js';
import type { RunTable } from './run-tables.js';

/** Tables with a course over episodes of which a mean over seeds says something. */
const DRAWN: readonly string[] = ['episodes', 'costs'];

/** Means over seeds at each recorded episode, condition by condition: episodes/steps, costs/reads, …; without those that are unknown. */
export function meanScalars(tables: Iterable<RunTable>, conditions: number): Scalar[][] {
  const scalars = Array.from({ length: conditions }, (): Scalar[] => []);
  for (const { name: table, perRun, condition, columns } of tables) {
    if (!DRAWN.includes(table)) continue;
    const [, episode, ...others] = columns;
    for (const { name, values } of others) {
      const sums = new Float64Array(conditions * perRun);
      values.forEach((value, row) => (sums[condition[row] * perRun + (row % perRun)] += value));
      const seeds = values.length / sums.length;
      for (const [at, sum] of sums.entries()) {
        if (Number.isNaN(sum)) continue;
        const step = episode.values[at % perRun];
        scalars[Math.floor(at / perRun)].push({ tag: `${table}/${name}`, step, value: sum / seeds });
      }
    }
  }
  return scalars;
}
