import { sortedQuantile } from './sorted-quantile.js';

/** The 95 % percentile interval of what the resamples came to; resamples that came to nothing (NaN) are infinite. */
export function percentileInterval(resampled: Float64Array): [number, number] {
  const sorted = resampled.map((value) => (Number.isNaN(value) ? Infinity : value)).sort();
  return [sortedQuantile(sorted, 0.025), sortedQuantile(sorted, 0.975)];
}
