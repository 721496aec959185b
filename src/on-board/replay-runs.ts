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
import { layouts, tableNames } from '../runs/layout.js';
import { Results } from '../runs/results.js';
import { openRun, writeWhole, type Run } from '../runs/run-directory.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { summarise } from '../runs/summarise.js';

/** What one program did in a journal of learning, done again. */
export interface ReplayedLearning {
  readonly program: 'learn';
  /** that were sent as they had been */
  readonly frames: number;
  readonly end: ReplayEnd;
}

/** A journal of learning, done again: by program, and where its results are not those that the run has. */
export interface ReplayedRuns {
  readonly parts: readonly ReplayedLearning[];
  /** runs that were recomputed, and how many there are */
  readonly done: number;
  readonly total: number;
  /** one sentence */
  readonly difference: string | undefined;
}

/** Whether a journal is one of learning. */
export function isLearning([first]: readonly JournalEntry[]): boolean {
  return (first?.['begin'] as { program?: string } | undefined)?.program === 'learn';
}

/**
 * Learns again what a journal says that was learned on a board, without the board, into another directory, and compares
 * the results.
 *
 * @param path of the journal in the directory of its run @throws UsageError where it is of another run
 */
export async function replayRuns(
  entries: readonly JournalEntry[],
  path: string,
  directory: string,
): Promise<ReplayedRuns> {
  const original = openRun(dirname(path));
  const { experiment, manifest } = original;
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
        `${where}: got the journal of another run: expected that of ${original.directory}`,
      );
    if (from > results.length)
      throw new UsageError(`${where}: got run ${from + 1} after ${results.length}: expected a whole journal`);
    const replay = new Replay(entries.slice(start + 1, starts[k + 1]), start + 1);
    const access = { course: replay, outside: new SkippingClock(), earlier: entries.slice(0, start) };
    // A run that was done, but killed before its results were safe, was done again.
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

/** Where two runs’ results are not the same, in one sentence; what is not finished counts as far as it is. */
function differenceOf(one: Run, other: Run): string | undefined {
  const tables = tableNames.map((name) => layouts(one.experiment)[name].file);
  for (const file of [...tables, 'summary.json']) {
    const [before, now] = [one, other].map(({ directory }) => linesOf(join(directory, file)));
    const at = before.findIndex((line, i) => line !== now[i]);
    if (at < 0) continue;
    return `${join(one.directory, file)}:${at + 1}: got "${excerpt(before[at])}": recomputed it is "${excerpt(now[at] ?? '')}"`;
  }
  const [before, now] = [one, other].map(({ directory }) => readRecords(directory));
  const odd = before.find((record, k) => !isDeepStrictEqual(record, now[k]));
  return (
    odd && `${join(one.directory, BOARD_FILE)}: got another record of seed ${odd.seed} than is recomputed`
  );
}

/** Without a last line that a kill tore. */
function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

function excerpt(line: string): string {
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
