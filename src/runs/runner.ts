import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { UsageError } from '../core/errors.js';
import { lock } from './lock.js';
import { Results } from './results.js';
import { writeWhole, type Run } from './run-directory.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { PluginError, pluginsOf } from './load-plugins.js';
import { StoppedRun } from './stopped-run.js';
import { summarise } from './summarise.js';
import type { Summary } from './summary.js';
import type { WorkerAnswer, WorkerData } from './worker.js';

/** What happens while an experiment runs; a run is one condition with one seed. */
export type RunEvent =
  | { type: 'started'; done: number; total: number }
  | { type: 'progress'; done: number; total: number }
  | { type: 'finished'; summary: Summary };

/** Where the results of a run come from, from number `done` on: worker threads, or a board. */
export type RunSource = (
  run: Run,
  done: number,
  total: number,
  signal: AbortSignal,
) => AsyncIterable<SeedResult[]>;

/** Episodes that a worker does at one go: enough to make the hand-over cheap, few enough to lose little to a kill. */
const EPISODES_PER_TASK = 2000;

/**
 * Runs what is still to do of a run, and writes results as they come. The numbers depend on the seeds alone, the
 * files on nothing else either: not on the workers, not on kills and resumptions.
 *
 * @param source where the results come from; `sourceOf(run)` knows
 * @throws UsageError when another process is at it, RunError when stopped by the signal, or when results cannot be
 * written or read again; all that was written stays
 */
export async function execute(
  run: Run,
  source: RunSource,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const release = lock(run.directory);
  try {
    await finish(run, source, tell, signal);
  } finally {
    release();
  }
}

async function finish(
  run: Run,
  source: RunSource,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { experiment, directory } = run;
  const total = experiment.seeds * experiment.conditions.length;
  setMaxListeners(0, signal);
  const results = new Results(directory, experiment);
  tell({ type: 'started', done: results.done, total });
  if (results.done < total) {
    try {
      for await (const finished of source(run, results.done, total, signal)) {
        results.append(finished);
        tell({ type: 'progress', done: results.done, total });
      }
    } catch (error) {
      throw stopped(error, run, results.done, total);
    }
  }
  results.close();
  const summary = summarise(directory, experiment);
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  tell({ type: 'finished', summary });
}

/** Runs spread over worker threads. @param workers how many; one a core if left out */
export function inWorkers(workers = availableParallelism()): RunSource {
  return (run, done, total, signal) => spread(run, [done, total], signal, workers);
}

async function* spread(
  run: Run,
  [done, total]: readonly [number, number],
  signal: AbortSignal,
  workers: number,
): AsyncGenerator<SeedResult[]> {
  const size = taskSize(run.experiment.episodes);
  const threads = threadsFor(total - done, size, workers);
  const pool = poolOf(run, threads);
  try {
    yield* inOrder(pool, tasksFrom(done, total, size), 3 * threads, signal);
  } finally {
    // A worker may still answer while it is being stopped; nobody waits for that answer any more.
    pool.on('error', () => {});
    await pool.destroy();
  }
}

type Pool = Piscina<number[], WorkerAnswer>;

function poolOf({ experiment, devices }: Run, threads: number): Pool {
  const plugins = pluginsOf(experiment);
  return new Piscina<number[], WorkerAnswer>({
    filename: fileURLToPath(new URL('worker.js', import.meta.url)),
    workerData: { experiment, devices, plugins } satisfies WorkerData,
    minThreads: threads,
    maxThreads: threads,
  });
}

/** Runs that a worker does at one go. */
function taskSize(episodes: number): number {
  return Math.max(1, Math.floor(EPISODES_PER_TASK / episodes));
}

/** Threads for some runs in tasks of a size: never more than there are tasks. */
export function threadsFor(runs: number, size: number, workers: number): number {
  return Math.min(workers, Math.ceil(runs / size));
}

function* tasksFrom(done: number, total: number, size: number): Generator<number[]> {
  for (let from = done; from < total; from += size) {
    yield Array.from({ length: Math.min(size, total - from) }, (_, i) => from + i);
  }
}

/** Results in the order of their tasks, a few tasks being under way at any time. */
async function* inOrder(
  pool: Pool,
  tasks: Iterable<number[]>,
  ahead: number,
  signal: AbortSignal,
): AsyncGenerator<SeedResult[]> {
  const underWay: Promise<WorkerAnswer>[] = [];
  for (const task of tasks) {
    const result = pool.run(task, { signal });
    // A task that fails is heard of when its turn comes.
    result.catch(() => {});
    underWay.push(result);
    if (underWay.length >= ahead) yield* resultsOf(await underWay.shift()!);
  }
  for (const result of underWay) yield* resultsOf(await result);
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
      `${error.message}; ${done} of ${total} runs are safe in ${directory}; mend the plugin and start a new run`,
    );
  const aborted = (error as Error).name === 'AbortError';
  const reason = aborted ? 'stopped' : (error as Error).message;
  return new StoppedRun(
    `${reason}: ${done} of ${total} runs are safe in ${directory}`,
    `memloop resume ${directory}`,
  );
}
