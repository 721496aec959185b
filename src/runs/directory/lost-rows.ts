import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RunError } from '../../core/errors.js';
import { rowsPerRun, type Layout } from '../layout.js';
import { LineReader } from '../line-reader.js';

/** A table that is missing or has no header, though others have rows: something other than a kill emptied it. */
export function lostTable(directory: string, layouts: readonly Layout[]): RunError | undefined {
  const filled = layouts.filter((layout) => rowsPerRun(layout) > 0);
  const lines = filled.map(({ file }) => firstLines(join(directory, file)));
  const lost = lines.indexOf(0);
  const other = lines.indexOf(2);
  if (lost < 0 || other < 0) return undefined;
  return new RunError(
    `${join(directory, filled[lost].file)}: got no rows, but ${filled[other].file} has some: expected the same runs in all tables`,
  );
}

/**
 * The fault of tables whose numbers of runs differ by more than a kill can leave. Each append writes the tables in their
 * order.
 *
 * @param whole number of whole runs in each table, in the order in which they are written; Infinity for one without rows
 * @param append largest number of runs that are written at once
 */
export function lostRuns(
  directory: string,
  layouts: readonly Layout[],
  whole: readonly number[],
  append: number,
): RunError | undefined {
  const fewest = Math.min(...whole);
  const most = Math.max(...whole.filter(Number.isFinite));
  const [short, long] = [whole.indexOf(fewest), whole.lastIndexOf(most)];
  const isEmptied = fewest === 0 && most > 0 && short < long;
  if (most - fewest <= append && !isEmptied) return undefined;
  return new RunError(
    `${join(directory, layouts[short].file)}: got ${fewest} whole runs, but ${layouts[long].file} has ${most}: expected the same runs in all tables`,
  );
}

/** The number of complete lines of a file, at most 2. */
function firstLines(path: string): number {
  if (!existsSync(path)) return 0;
  const lines = new LineReader(path);
  try {
    let count = 0;
    for (; count < 2 && lines.more(); count++) lines.text();
    return count;
  } finally {
    lines.close();
  }
}
