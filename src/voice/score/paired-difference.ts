import type { RandomStream } from '../../core/random-stream.js';
import { halfTotalError, type ErrorCounts } from './half-total-error.js';

/** A difference of half total errors with its 95 % interval. */
export interface PairedDifference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The half total error of one detector less that of another, on the same clips. The interval is that of the percentiles of a bootstrap over clips
 * (Efron and Tibshirani, An Introduction to the Bootstrap, 1993): both detectors meet the same clips in each resample. A resample that has
 * speech alone, or none, is left out: it has no error.
 */
export function pairedDifference(
  one: readonly ErrorCounts[],
  other: readonly ErrorCounts[],
  random: RandomStream,
  resamples = 2000,
): PairedDifference {
  const difference = (clips: readonly number[]) =>
    halfTotalError(clips.map((clip) => one[clip])) - halfTotalError(clips.map((clip) => other[clip]));
  const drawn = Float64Array.from({ length: resamples }, () =>
    difference(one.map(() => random.below(one.length))),
  )
    .filter(Number.isFinite)
    .sort();
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] ?? NaN;
  return { value: difference([...one.keys()]), low: at(0.025), high: at(0.975) };
}
