import { normalQuantile, normalShare } from '../../core/normal-distribution.js';
import { hull } from './interval-estimate.js';

/** Probability below, and above, a 95 % interval. */
const OUTSIDE = 0.025;

/**
 * The 95 % interval of a number that is more than a mean, from its resamples: their percentiles, and the same corrected for
 * bias (Efron, Can. J. Stat. 9, 1981), whichever reaches further. The first holds ratios of equal schemes; the second those
 * whose resamples lie to one side of the number itself. Resamples without a value (NaN) count as infinite.
 */
export function percentileInterval(value: number, resampled: Float64Array): [number, number] {
  const sorted = resampled.map((one) => (Number.isNaN(one) ? Infinity : one)).sort();
  const bias = normalQuantile(shareBelow(sorted, value));
  const corrected = (share: number) => sortedQuantile(sorted, normalShare(2 * bias + normalQuantile(share)));
  return hull(
    [sortedQuantile(sorted, OUTSIDE), sortedQuantile(sorted, 1 - OUTSIDE)],
    [corrected(OUTSIDE), corrected(1 - OUTSIDE)],
  );
}

/** The share of sorted numbers below a value; equal numbers count half. */
function shareBelow(sorted: Float64Array, value: number): number {
  let twice = 0;
  for (const one of sorted) twice += one < value ? 2 : one === value ? 1 : 0;
  const minimum = 1 / (2 * sorted.length);
  return Math.min(Math.max(twice / (2 * sorted.length), minimum), 1 - minimum);
}

/** The quantile of sorted numbers, by linear interpolation; infinite if one of the two neighbours is. */
export function sortedQuantile(sorted: Float64Array, share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = Math.floor(place);
  const rest = place - below;
  return rest === 0 ? sorted[below] : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
}
