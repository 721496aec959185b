import { nelderMead } from '../../src/core/maths/nelder-mead.js';
import type { LevelNoise, SwitchingFilter } from './switching-filter.js';

/** Levels and noise fitted to traces, and the logarithm of the likelihood with them. */
export interface LevelFit {
  readonly noise: LevelNoise;
  readonly logLikelihood: number;
}

/** Shortest mean dwell, in readings: a level that lasts for less looks like white noise. */
export const MINIMUM_DWELL = 3;
/** Smallest standard deviation that a search looks at, as a share of the largest. */
const SMALL = 1e-3;
const TOLERANCE = 0.01;

/** Logarithm of the likelihood of several independent traces. */
export function logLikelihoodOf(
  filter: SwitchingFilter,
  traces: readonly Float64Array[],
  noise: LevelNoise,
): number {
  return traces.reduce((sum, trace) => sum + filter.logLikelihood(trace, noise), 0);
}

/** The most likely levels and noise near a start: all six numbers are free. */
export function refineLevels(
  filter: SwitchingFilter,
  traces: readonly Float64Array[],
  start: LevelNoise,
  evaluations: number,
): LevelFit {
  const levels = ([up, down]: readonly number[]) => ({ up: chanceOf(up), down: chanceOf(down) });
  const place = [logitOf(start.up), logitOf(start.down)];
  return refined(filter, traces, { start, place, steps: [0.5, 0.5], levels, evaluations });
}

/** The most likely levels without memory near a start: each reading is on either level by chance, as readings with outliers are. */
export function refineOutliers(
  filter: SwitchingFilter,
  traces: readonly Float64Array[],
  start: LevelNoise,
  evaluations: number,
): LevelFit {
  const levels = ([odds]: readonly number[]) => ({
    up: 1 / (1 + Math.exp(odds)),
    down: 1 / (1 + Math.exp(-odds)),
  });
  const place = [Math.log(start.down / start.up)];
  return refined(filter, traces, { start, place, steps: [1], levels, evaluations });
}

/** A search over the variances, the height, and how often levels change. */
interface Search {
  readonly start: LevelNoise;
  /** numbers that stand for the chances to change, where they start, and their first steps */
  readonly place: readonly number[];
  readonly steps: readonly number[];
  readonly levels: (place: readonly number[]) => Pick<LevelNoise, 'up' | 'down'>;
  readonly evaluations: number;
}

function refined(
  filter: SwitchingFilter,
  traces: readonly Float64Array[],
  { start, place, steps, levels, evaluations }: Search,
): LevelFit {
  const { white, pink, accumulating, height } = start;
  const smallest = SMALL ** 2 * Math.max(white, pink, accumulating, height ** 2);
  const logs = [white, pink, accumulating].map((variance) => 0.5 * Math.log(Math.max(variance, smallest)));
  const noiseAt = ([w, p, a, h, ...rest]: readonly number[]): LevelNoise => ({
    white: Math.exp(2 * w),
    pink: Math.exp(2 * p),
    accumulating: Math.exp(2 * a),
    height: Math.exp(h),
    ...levels(rest),
  });
  const best = nelderMead(
    (x) => -logLikelihoodOf(filter, traces, noiseAt(x)),
    [...logs, Math.log(height), ...place],
    [0.2, 0.2, 0.5, 0.2, ...steps],
    { evaluations, tolerance: TOLERANCE },
  );
  return { noise: noiseAt(best.x), logLikelihood: -best.value };
}

/** A chance of at most 1 / `MINIMUM_DWELL` for any number. */
export function chanceOf(logit: number): number {
  return 1 / MINIMUM_DWELL / (1 + Math.exp(logit));
}

/** The number that stands for a chance. */
export function logitOf(chance: number): number {
  return Math.log(Math.max(1 / (MINIMUM_DWELL * chance) - 1, 1e-3));
}
