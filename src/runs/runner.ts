import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { RunError, UsageError } from '../core/errors.js';
import { keepLock, lock, TakenDirectory } from './lock.js';
import { Results } from './results.js';
import { type Run } from './run-directory.js';
import { writeWhole } from './write-whole.js';
import { runsOf } from './shards/shard.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { PluginError, pluginsOf } from './load-plugins.js';
import { summarise } from './summarise.js';
import type { Summary } from './summary.js';
import { enginesOf } from './manifest.js';
import { taskSize } from './workers/task-size.js';
import { workerPool, type WorkerPool } from './workers/worker-pool.js';
import type { WorkerAnswer, WorkerData } from './workers/worker.js';

/** An event while an experiment runs; a run is one condition with one seed. */
export type RunEvent =
  | {
      type: 'started';
      done: number;
      total: number;
      /** damage of the tables that was mended, in a sentence */ damage?: string;
    }
  | { type: 'progress'; done: number; total: number; results: readonly SeedResult[] }
  | { type: 'finished'; summary: Summary };

/** Produces the results of a run, when `done` of its `total` results are there: worker threads, or a board. */
export type RunSource = (
  run: Run,
  done: number,
  total: number,
  signal: AbortSignal,
) => AsyncIterable<SeedResult[]>;

type Pool = WorkerPool<number[], WorkerAnswer>;

/**
 * Runs the rest of a run, and writes the results as they come. The files depend only on the seeds, not on the number of
 * workers or on interruptions.
 *
 * A shard ends without a summary.
 *
 * @param source where the results come from, as `sourceOf(run)` returns it
 * @throws UsageError if another process runs it, RunError if the signal stops it, or if results cannot be written or
 * read; all results written so far are kept
 */
export async function execute(
  run: Run,
  source: RunSource,
  onEvent: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const release = lock(run.directory);
  try {
    await finish(run, source, onEvent, signal);
  } finally {
    release();
  }
}

async function finish(
  run: Run,
  source: RunSource,
  onEvent: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { experiment, directory, shard } = run;
  const range = runsOf(experiment, shard);
  const total = range.count;
  setMaxListeners(0, signal);
  const results = new Results(directory, experiment, range);
  const { damage } = results;
  onEvent({ type: 'started', done: results.done, total, ...(damage !== undefined && { damage }) });
  if (results.done < total) {
    try {
      for await (const finished of source(run, results.done, total, signal)) {
        keepLock(directory);
        results.append(finished);
        onEvent({ type: 'progress', done: results.done, total, results: finished });
      }
    } catch (error) {
      throw stopped(error, run, results.done, total);
    }
  }
  results.close();
  // Means are of all seeds, which the other shards have.
  if (shard) return;
  const summary = summarise(directory, experiment);
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  onEvent({ type: 'finished', summary });
}

/** Runs in worker threads. @param workers number of threads; one per core by default @param glimpses where a page sees seeds while they run */
export function inWorkers(workers = availableParallelism(), glimpses?: SharedArrayBuffer): RunSource {
  return (run, done, total, signal) => spread(run, [done, total], signal, workers, glimpses);
}

async function* spread(
  run: Run,
  [done, total]: readonly [number, number],
  signal: AbortSignal,
  workers: number,
  glimpses?: SharedArrayBuffer,
): AsyncGenerator<SeedResult[]> {
  const size = taskSize(run.experiment.episodes);
  const threads = threadsFor(total - done, size, workers);
  const pool = await poolOf(run, threads, glimpses);
  try {
    const { first } = runsOf(run.experiment, run.shard);
    yield* inOrder(pool, tasksFrom(first + done, first + total, size), 3 * threads, signal);
  } finally {
    await pool.close();
  }
}

function poolOf(
  { experiment, devices, manifest }: Run,
  threads: number,
  glimpses?: SharedArrayBuffer,
): Promise<Pool> {
  const plugins = pluginsOf(experiment);
  const engines = enginesOf(manifest);
  const data: WorkerData = { experiment, devices, plugins, engines, ...(glimpses && { glimpses }) };
  return workerPool(new URL('workers/worker.js', import.meta.url), threads, data);
}

/** The number of threads: at most `workers`, and at most one per task. */
export function threadsFor(runs: number, size: number, workers: number): number {
  return Math.min(workers, Math.ceil(runs / size));
}

function* tasksFrom(first: number, end: number, size: number): Generator<number[]> {
  for (let from = first; from < end; from += size) {
    yield Array.from({ length: Math.min(size, end - from) }, (_, i) => from + i);
  }
}

/** Results in the order of their tasks, with up to `ahead` tasks in progress. */
async function* inOrder(
  pool: Pool,
  tasks: Iterable<number[]>,
  ahead: number,
  signal: AbortSignal,
): AsyncGenerator<SeedResult[]> {
  const running: Promise<WorkerAnswer>[] = [];
  for (const task of tasks) {
    const result = pool.run(task, signal);
    // The error of a task is thrown when its turn comes.
    result.catch(() => {});
    running.push(result);
    if (running.length >= ahead) yield* resultsOf(await running.shift()!);
  }
  for (const result of running) yield* resultsOf(await result);
}

/** What a worker finished before a plugin failed is kept. */
function* resultsOf({ results, fault }: WorkerAnswer): Generator<SeedResult[]> {
  if (results.length > 0) yield results;
  if (fault !== undefined) throw new PluginError(fault);
}

function stopped(error: unknown, { directory }: Run, done: number, total: number): Error {
  if (error instanceof UsageError) return error;
  if (error instanceof PluginError)
    return new PluginError(
      `${error.message}; ${done} of ${total} runs are saved in ${directory}; mend the plugin and start a new run`,
    );
  if (error instanceof TakenDirectory)
    return new RunError(`${error.message}; ${done} of ${total} runs were saved until then`);
  const aborted = (error as Error).name === 'AbortError';
  const reason = aborted ? 'stopped' : (error as Error).message;
  return new StoppedRun(
    `${reason}: ${done} of ${total} runs are saved in ${directory}`,
    `memloop resume ${directory}`,
  );
}

/** The error of a run that stopped before its end: what is saved, and the command that continues it. */
export class StoppedRun extends RunError {
  constructor(
    readonly saved: string,
    command: string,
  ) {
    super(`${saved}; continue with: ${command}`);
  }
}
