import { streams } from '../core/random-stream.js';
import { randomParameters } from '../flow/data/start.js';
import type { LandscapeProblem } from './landscape-problem.js';
import type { LandscapeSearch } from './landscape-search.js';
import { exploreStart, type ExploredStart } from './search/explore-start.js';
import { bestInWindow, type WindowBest } from './window/best-in-window.js';
import { windowCurve } from './window/window-curve.js';

/** A start that is to be followed, in a landscape or in that of one neuron less. */
interface StartJob {
  readonly seed: number;
  readonly isNarrow: boolean;
}

/** A window in which the lowest loss is looked for from random starts. */
interface WindowJob {
  readonly window: number;
  readonly noise: number;
  readonly given: readonly Float64Array[];
}

/** The points of one noise over windows, which are to go on from each other. */
interface CurveJob {
  readonly noise: number;
  readonly points: readonly WindowBest[];
  /** the points without noise */
  readonly clean: readonly WindowBest[];
}

/** A part of exploring a landscape that needs no other part of its kind: plain data, for worker threads. */
export type LandscapeJob = StartJob | WindowJob | CurveJob;

/** What comes of a job. */
export type JobAnswer<Job extends LandscapeJob> = Job extends StartJob
  ? ExploredStart
  : Job extends WindowJob
    ? WindowBest
    : WindowBest[];

/** Answers jobs, in their order. */
export type Workforce = <Job extends LandscapeJob>(jobs: readonly Job[]) => Promise<JobAnswer<Job>[]>;

/** Does one job. */
export function doJob(
  problem: LandscapeProblem,
  search: LandscapeSearch,
  job: LandscapeJob,
): ExploredStart | WindowBest | WindowBest[] {
  if ('seed' in job) return follow(problem, search, job);
  const seed = search.firstSeed;
  if ('points' in job) return windowCurve(problem.objective, job.points, job.clean, seed);
  const { window, noise, given } = job;
  return bestInWindow(problem.objective, window, { noise, starts: search.windowStarts, seed, given });
}

/** Follows a start: that of the same seed in `memloop flow`. */
function follow(
  problem: LandscapeProblem,
  { spread }: LandscapeSearch,
  { seed, isNarrow }: StartJob,
): ExploredStart {
  const of = isNarrow ? problem.narrow! : problem;
  return exploreStart(of, randomParameters(of.network, streams(seed)('network weights'), spread, 0), seed);
}
