import { normalCumulative, normalQuantile } from './normal-distribution.js';
import type { SeedResamples } from './seed-resamples.js';

/** A number with its 95 % interval, null for a single seed; the upper end may be infinite. */
export interface IntervalEstimate {
  value: number;
  interval: [number, number] | null;
}

/** Whether the interval excludes a value. */
export function excludes({ interval }: IntervalEstimate, value: number): boolean {
  return interval !== null && (interval[0] > value || interval[1] < value);
}

/** Probability below, and above, a 95 % interval. */
const OUTSIDE = 0.025;

/**
 * A mean over seeds with its 95 % bootstrap interval, bias-corrected and accelerated: the quantiles
 * Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) of the resampled means, z₀ from the share below the mean, a from the skewness
 * (Efron, J. Am. Stat. Assoc. 82, 1987). Quantiles are widened by √(n/(n − 1)), because the spread of a resample is too
 * small by this factor (Hesterberg, Am. Stat. 69, 2015).
 */
export function meanInterval(values: Float64Array, resamples: SeedResamples): IntervalEstimate {
  const seeds = values.length;
  const value = seedMean(values);
  if (seeds < 2) return { value, interval: null };
  if (values.every((one) => one === values[0])) return { value, interval: [value, value] };
  const means = resamples.means(values).toSorted();
  const bias = normalQuantile(shareBelow(means, value));
  const skew = acceleration(values, value);
  const widening = Math.sqrt(seeds / (seeds - 1));
  const end = (share: number) => {
    const z = bias + widening * normalQuantile(share);
    return sortedQuantile(means, normalCumulative(bias + z / (1 - skew * z)));
  };
  return { value, interval: [end(OUTSIDE), end(1 - OUTSIDE)] };
}

/** The mean over seeds; exactly the common value if all seeds are equal. */
export function seedMean(values: Float64Array): number {
  let off = 0;
  for (const value of values) off += value - values[0];
  return values[0] + off / values.length;
}

/** The share of sorted numbers below a value; equal numbers count half. */
function shareBelow(sorted: Float64Array, value: number): number {
  let twice = 0;
  for (const one of sorted) twice += one < value ? 2 : one === value ? 1 : 0;
  const minimum = 1 / (2 * sorted.length);
  return Math.min(Math.max(twice / (2 * sorted.length), minimum), 1 - minimum);
}

/** Acceleration of a mean: a sixth of the skewness over √n. */
function acceleration(values: Float64Array, mean: number): number {
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    const off = value - mean;
    squares += off * off;
    cubes += off * off * off;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/** The 95 % percentile interval of resamples; resamples without a value (NaN) count as infinite. */
export function percentileInterval(resampled: Float64Array): [number, number] {
  const sorted = resampled.map((value) => (Number.isNaN(value) ? Infinity : value)).sort();
  return [sortedQuantile(sorted, 0.025), sortedQuantile(sorted, 0.975)];
}

/** The quantile of sorted numbers, by linear interpolation; infinite if one of the two neighbours is. */
export function sortedQuantile(sorted: Float64Array, share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = Math.floor(place);
  const rest = place - below;
  return rest === 0 ? sorted[below] : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
}
