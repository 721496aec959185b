import { hull, type IntervalEstimate } from './interval-estimate.js';
import { seedMean } from './seed-mean.js';
import type { SeedResamples } from './seed-resamples.js';
import { MINIMUM_FOR_FLIPS, signFlips } from './sign-flips.js';
import { MINIMUM_FOR_BOOTSTRAP, StudentisedMean } from './studentised-mean.js';

/** A mean difference with its uncertainty. */
export interface MeanDifference {
  /** null below six seeds, which cannot show a difference at 5 % */
  mean: IntervalEstimate;
  /** two-sided; at most 5 % exactly where the interval excludes zero */
  p: number;
  /** each difference is exactly zero */
  zero: boolean;
}

/**
 * The mean of paired differences with its 95 % interval: that of sign flips, widened where the studentised bootstrap reaches
 * further. The first is exact for two equal schemes; the second holds the mean of skewed differences. The p-value is the
 * larger of the two; that of the flips is valid alone, so a bootstrap share of 0 does not make it too small.
 * @param differences one per seed
 */
export function meanDifference(differences: Float64Array, resamples: SeedResamples): MeanDifference {
  const value = seedMean(differences);
  const same = differences.every((one) => one === differences[0]);
  const zero = same && value === 0;
  if (zero) return { mean: { value, interval: differences.length > 1 ? [0, 0] : null }, p: 1, zero };
  const flips = signFlips(differences);
  if (differences.length < MINIMUM_FOR_FLIPS) return { mean: { value, interval: null }, p: flips.p, zero };
  if (same || differences.length < MINIMUM_FOR_BOOTSTRAP)
    return { mean: { value, interval: flips.interval }, p: flips.p, zero };
  const bootstrap = new StudentisedMean(differences, resamples);
  const interval = hull(flips.interval, bootstrap.interval);
  return { mean: { value, interval }, p: Math.max(flips.p, bootstrap.p), zero };
}
