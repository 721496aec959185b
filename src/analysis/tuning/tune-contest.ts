import { availableParallelism } from 'node:os';
import { parseRecordedExperiment } from '../../experiment/files/recorded-experiment.js';
import { UsageError } from '../../core/errors.js';
import { RandomStream } from '../../core/random-stream.js';
import { PluginError } from '../../runs/load-plugins.js';
import { workerPool, type WorkerPool } from '../../runs/workers/worker-pool.js';
import { conditionAt, type Cell } from '../compare/cells.js';
import type { Contest } from '../compare/contest.js';
import { runsOf, search, type Evaluate, type Found, type Round } from './search.js';
import type { Point } from './search-space.js';
import { TrialRecord } from './trial-record.js';
import type { TrialAnswer, TrialData, TrialTask } from './trial-worker.js';

/** An event while schemes are tuned; a run is one point with one seed. */
export type TuningEvent =
  | {
      type: 'measured';
      /** of all searches and the verdict, in one thread */ seconds: number;
      threads: number;
    }
  | { type: 'progress'; done: number };

/** Tuning seeds begin so far beyond the seeds of the verdict. */
const APART = 1_000_000;

/** Runs of which the fastest tells the time. */
const WARM = 4;

/** How much longer points of a search take than the defaults: they read more often (measured in the T-maze). */
const SLOWER = 1.6;

/** Everything that a tuning needs. */
export interface Tuning {
  readonly contest: Contest;
  readonly cells: readonly Cell[];
  readonly rounds: readonly Round[];
  readonly record: TrialRecord;
  readonly data: TrialData;
}

/**
 * Searches the best settings of each cell, all cells side by side over worker threads.
 * The result depends neither on the number of workers nor on interruptions.
 *
 * @throws PluginError if a plugin fails, an AbortError if the signal stops it; what was tried is kept
 */
export async function tuneContest(
  tuning: Tuning,
  onEvent: (event: TuningEvent) => void,
  signal: AbortSignal,
  workers = availableParallelism(),
): Promise<Found[]> {
  const { cells, rounds, data, record } = tuning;
  const worker = new URL('trial-worker.js', import.meta.url);
  const pool = await workerPool<TrialTask, TrialAnswer>(worker, workers, data);
  const trials = new Trials(tuning, pool, signal, onEvent);
  try {
    // The defaults are part of every search, and tell how long it will take.
    const seconds = await Promise.all(cells.map((cell) => trials.secondsPerRun(cell, rounds[0].seeds)));
    onEvent({ type: 'measured', seconds: durationOf(seconds, tuning), threads: workers });
    const found = await Promise.all(
      cells.map((cell) =>
        searchCell(cell, rounds, (point, from, to) => trials.scores(cell, point, from, to)),
      ),
    );
    record.write();
    return found;
  } finally {
    await pool.close();
  }
}

/** The search of a cell, with random numbers of its own. */
export function searchCell(cell: Cell, rounds: readonly Round[], evaluate: Evaluate): Promise<Found> {
  const { scheme, bank, noise, space, start } = cell;
  return search(space, start, rounds, new RandomStream(`tuning/${noise}/${bank}/${scheme}`), evaluate);
}

/** Seconds of all searches and of the verdict with tuned and default settings, in one thread. */
function durationOf(perRun: readonly number[], { rounds, data }: Tuning): number {
  const runs = runsOf(rounds) + 2 * data.experiment.seeds;
  return SLOWER * perRun.reduce((sum, seconds) => sum + runs * seconds, 0);
}

/** Trials carried out by a pool, or taken from the record. */
class Trials {
  private done = 0;

  constructor(
    private readonly tuning: Tuning,
    private readonly pool: WorkerPool<TrialTask, TrialAnswer>,
    private readonly signal: AbortSignal,
    private readonly onEvent: (event: TuningEvent) => void,
  ) {}

  /** The scores of a point with the seeds from number `from` to before `to`. */
  async scores(cell: Cell, point: Point, from: number, to: number): Promise<readonly number[]> {
    const { record } = this.tuning;
    const known = record.known(cell, point, from);
    const scores = known ?? (await this.run(cell, point, from, to)).scores;
    if (!known) record.add(cell, point, from, scores);
    this.done += scores.length;
    this.onEvent({ type: 'progress', done: this.done });
    return scores;
  }

  /** How long a run with the default settings takes. */
  async secondsPerRun(cell: Cell, seeds: number): Promise<number> {
    const { scores } = await this.run(cell, cell.start, 0, seeds);
    if (scores.some(Number.isNaN)) throw this.unknownCost(cell);
    this.tuning.record.add(cell, cell.start, 0, scores);
    // First runs wait for tables and for the compiler.
    let least = Infinity;
    for (let i = 0; i < WARM; i++) least = Math.min(least, (await this.run(cell, cell.start, 0, 1)).seconds);
    return least;
  }

  private unknownCost({ bank }: Cell): UsageError {
    const { cost } = this.tuning.contest.budget;
    return new UsageError(
      `--budget: got ${cost}, which is unknown for the devices of ${bank}, because their pulse conditions are unknown: expected another cost`,
    );
  }

  private async run(cell: Cell, point: Point, from: number, to: number) {
    const { contest, data } = this.tuning;
    const { firstSeed } = data.experiment;
    const { conditions } = parseRecordedExperiment({
      ...contest.common,
      conditions: [conditionAt(cell, point)],
    });
    const first = tuningSeed(firstSeed);
    const seeds = Array.from({ length: to - from }, (_, i) => first + from + i);
    const answer = await this.pool.run({ condition: conditions[0], seeds }, this.signal);
    if ('fault' in answer) throw new PluginError(answer.fault);
    return answer;
  }
}

/** The first seed of a search; none of its seeds is one of the verdict. */
export function tuningSeed(firstSeed: number): number {
  return firstSeed < Number.MAX_SAFE_INTEGER / 2 ? firstSeed + APART : firstSeed - APART;
}
