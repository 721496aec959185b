import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { shellWord } from '../../core/shell-word.js';
import type { Experiment } from '../../experiment/experiment.js';
import { layouts, rowsPerRun, tableNames } from '../layout.js';
import { isTaken, keepLock, lock } from '../lock.js';
import { isSameRun, manifestText, readManifest, wholeManifest } from '../manifest.js';
import { Results } from '../results.js';
import { experimentIn, isRun, TUNING } from '../run-directory.js';
import { TableRows } from '../table-rows.js';
import { writeWhole } from '../write-whole.js';
import { goodRuns } from '../run-rows.js';
import { taskSize } from '../workers/task-size.js';
import { refuseMistaken } from '../directory/refuse-mistaken.js';
import type { ShardPlace } from './find-shards.js';
import { nameOf, runsOf, type RunRange } from './shard.js';

/** How far a merge came. */
export interface Merged {
  /** runs in the merged tables, and how many there are to be */
  readonly done: number;
  readonly of: number;
  /** numbers of the shards that are not among the given ones */
  readonly missing: readonly number[];
  /** why a shard could not be taken, in a sentence */
  readonly refused: readonly string[];
}

/**
 * Appends the tables of finished shards to those of the whole run, in the order of the runs, up to the first shard that is
 * missing or unfinished. Called again, it goes on from there. The tables are those of a run in one piece, byte by byte.
 * Memory does not grow with the number of runs.
 *
 * @param out directory of the whole run; it is made, or holds what was merged before
 * @throws UsageError if `out` holds something else, or if another process writes there; RunError if tables cannot be read or written
 */
export function mergeShards(places: readonly ShardPlace[], out: string): Merged {
  const [{ manifest, shard }] = places;
  const experiment = experimentIn(manifest);
  refuseOther(places[0], out);
  const release = lock(out);
  try {
    prepare(places[0], out);
    const results = new Results(out, experiment);
    const refused = places.map((place) => appendShard(place, experiment, results, out)).filter((reason) => reason !== undefined);
    results.close();
    const given = new Set(places.map(({ shard: { number } }) => number));
    const isMerged = (number: number) => endOf(experiment, { number, of: shard.of }) <= results.done;
    const missing = Array.from({ length: shard.of }, (_, i) => i + 1).filter((number) => !given.has(number) && !isMerged(number));
    return { done: results.done, of: runsOf(experiment).count, missing, refused };
  } finally {
    release();
  }
} // prettier-ignore

/** Refuses a directory that holds something else than the whole run, or what a kill left of it. @throws UsageError */
function refuseOther({ manifest }: ShardPlace, out: string): void {
  if (!isRun(out)) return refuseMistaken(out, (name) => ['devices.json', ...TUNING].includes(name));
  const there = readManifest(out);
  if (!there.shard && isSameRun(there, manifest)) return;
  const what = there.shard ? nameOf(there.shard) : 'another run';
  throw new UsageError(`${out} holds ${what}; choose another directory with --out`);
}

/** Writes the files of the whole run beside its tables, experiment.json last. */
function prepare({ directory, manifest }: ShardPlace, out: string): void {
  if (isRun(out)) return;
  const kept = TUNING.filter((name) => existsSync(join(directory, name)));
  for (const name of kept) copyFileSync(join(directory, name), join(out, name));
  writeWhole(join(out, 'devices.json'), readFileSync(join(directory, 'devices.json')));
  writeWhole(join(out, 'experiment.json'), manifestText(wholeManifest(manifest)));
}

/** Appends what the tables do not have of a shard, if it follows what they have. @returns why nothing was appended, if that is a fault of the shard */
function appendShard({ directory, shard }: ShardPlace, experiment: Experiment, results: Results, out: string): string | undefined {
  const range = runsOf(experiment, shard);
  const end = range.first + range.count;
  if (end <= results.done) return undefined;
  const fault = faultOf(directory, experiment, range);
  if (fault !== undefined) return `${nameOf(shard)}: ${fault}`;
  if (range.first > results.done) return undefined;
  const rows = new TableRows(directory, experiment);
  try {
    rows.skip(results.done - range.first);
    for (const size = taskSize(experiment.episodes); results.done < end;) {
      keepLock(out);
      const runs = Math.min(size, end - results.done);
      results.appendRows(rows.take(runs), runs);
    }
  } finally {
    rows.close();
  }
  return undefined;
} // prettier-ignore

/** Why a shard cannot be merged: its runs are not all there, or a row is wrong. */
function faultOf(directory: string, experiment: Experiment, range: RunRange): string | undefined {
  const remedy = isTaken(directory)
    ? 'it is running, so wait until it is done'
    : `go on with: memloop resume ${shellWord(directory)}`;
  for (const layout of tableNames.map((name) => layouts(experiment)[name])) {
    if (!existsSync(join(directory, layout.file))) return `${directory} has none of its ${range.count} runs; ${remedy}`;
    if (rowsPerRun(layout) === 0) continue;
    const { good, fault } = goodRuns(directory, layout, experiment, range.count, range);
    if (fault && good < range.count) return `${fault.message}; ${remedy}`;
  }
  return undefined;
} // prettier-ignore

function endOf(experiment: Experiment, shard: { number: number; of: number }): number {
  const { first, count } = runsOf(experiment, shard);
  return first + count;
}
