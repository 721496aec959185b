import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { Replay, type ReplayEnd } from '../../drivers/journal/replay.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { UsageError } from '../core/errors.js';
import type { LearningBegin } from './board-journal.js';
import { BOARD_FILE, readRecords } from '../runs/board-record.js';
import { BoardRuns } from './board-runs.js';
import { loadRecordedPlugins } from '../runs/load-plugins.js';
import { layouts, tableNames } from '../runs/layout.js';
import { Results } from '../runs/results.js';
import { openRun, type Run } from '../runs/run-directory.js';
import { writeWhole } from '../runs/write-whole.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { summarise } from '../runs/summarise.js';

/** One program of a journal of learning, repeated. */
export interface ReplayedLearning {
  readonly program: 'learn';
  /** number of frames that were sent exactly as before */
  readonly frames: number;
  readonly end: ReplayEnd;
}

/** A journal of learning, repeated program by program, and the first difference from the results of the run. */
export interface ReplayedRuns {
  readonly parts: readonly ReplayedLearning[];
  /** number of runs that were recomputed, and of all runs */
  readonly done: number;
  readonly total: number;
  /** in one sentence; undefined if there is none */
  readonly difference: string | undefined;
}

/** Whether a journal belongs to learning on a board. */
export function isLearning([first]: readonly JournalEntry[]): boolean {
  return (first?.['begin'] as { program?: string } | undefined)?.program === 'learn';
}

/**
 * Repeats learning on a board from its journal, without the board. The results go into another directory, and are compared.
 *
 * @param path of the journal, in the directory of its run @throws UsageError if it belongs to another run
 */
export async function replayRuns(
  entries: readonly JournalEntry[],
  path: string,
  directory: string,
): Promise<ReplayedRuns> {
  const original = openRun(dirname(path));
  const { experiment, manifest } = original;
  await loadRecordedPlugins(manifest.plugins);
  const again: Run = { ...original, directory };
  const total = experiment.seeds * experiment.conditions.length;
  const results: SeedResult[] = [];
  const parts: ReplayedLearning[] = [];
  const starts = entries.flatMap((entry, at) => ('begin' in entry ? [at] : []));
  for (const [k, start] of starts.entries()) {
    const { from, sha256 } = entries[start]['begin'] as LearningBegin;
    const where = `${path}:${start + 1}`;
    if (sha256 !== manifest.sha256)
      throw new UsageError(
        `${where}: the journal belongs to another run: expected the journal of ${original.directory}`,
      );
    if (from > results.length)
      throw new UsageError(
        `${where}: got run ${from + 1} after ${results.length}: expected a complete journal`,
      );
    const replay = new Replay(entries.slice(start + 1, starts[k + 1]), start + 1);
    const access = { io: replay, boardClock: new SkippingClock(), earlier: entries.slice(0, start) };
    // A run that was killed before its results were stored was repeated.
    results.length = from;
    const learned = collect(new BoardRuns(again, experiment.board!, access).carryOut(from, total), results);
    const end = await replay.run(learned);
    parts.push({ program: 'learn', frames: replay.frames, end });
    if (end.kind === 'differs') return { parts, done: results.length, total, difference: end.sentence };
  }
  write(again, results, total);
  return { parts, done: results.length, total, difference: differenceOf(original, again) };
}

async function collect(runs: AsyncIterable<SeedResult[]>, results: SeedResult[]): Promise<void> {
  for await (const some of runs) results.push(...some);
}

function write({ directory, experiment }: Run, done: readonly SeedResult[], total: number): void {
  const results = new Results(directory, experiment);
  results.append(done);
  results.close();
  if (done.length < total) return;
  const summary = summarise(directory, experiment);
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
}

/** The first difference between two runs’ results, in one sentence; an unfinished run is compared as far as it goes. */
function differenceOf(one: Run, other: Run): string | undefined {
  const tables = tableNames.map((name) => layouts(one.experiment)[name].file);
  for (const file of [...tables, 'summary.json']) {
    const [before, now] = [one, other].map(({ directory }) => linesOf(join(directory, file)));
    const at = before.findIndex((line, i) => line !== now[i]);
    if (at < 0) continue;
    return `${join(one.directory, file)}:${at + 1}: got "${excerpt(before[at])}": the replay gives "${excerpt(now[at] ?? '')}"`;
  }
  const [before, now] = [one, other].map(({ directory }) => readRecords(directory));
  const odd = before.find((record, k) => !isDeepStrictEqual(record, now[k]));
  return odd && `${join(one.directory, BOARD_FILE)}: the record of seed ${odd.seed} differs from the replay`;
}

/** The lines of a file, without an incomplete last line. */
function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

function excerpt(line: string): string {
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
