import { type IntervalEstimate, seedMean, percentileInterval } from '../statistics/interval-estimate.js';
import { ResampledRows } from '../statistics/resampled-rows.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';

/** A scheme catches up with the reference at this multiple of its final steps. */
export const TOLERANCE = 1.1;

/** Where a condition catches up with the reference: index among the recorded episodes, or −1 if never. */
export interface Reaching {
  place: number;
  /** the same for every resample */
  places: Int32Array;
}

/**
 * Where the mean curve of a condition is first at most 1.1 times the mean final steps of the reference, for all seeds and
 * for each resample. @param curve smoothed steps, [recorded episode × seed] @param target final steps of the reference, one
 * per seed
 */
export function reaching(curve: Float64Array, target: Float64Array, resamples: SeedResamples): Reaching {
  const rows = new ResampledRows(curve, resamples);
  const targets = resamples.means(target);
  const places = new Int32Array(resamples.count);
  for (let resample = 0; resample < places.length; resample++)
    places[resample] = rows.firstIn(resample, TOLERANCE * targets[resample]);
  return { place: rows.firstOfAll(TOLERANCE * seedMean(target)), places };
}

/** The mean cost to catch up; infinite if never. */
export interface CatchUpCost {
  /** over all seeds */
  mean: number;
  /** in each resample */
  resampled: Float64Array;
}

/** The mean cost up to where a condition catches up. @param cost [recorded episode × seed] */
export function catchUpCost(
  cost: Float64Array,
  { place, places }: Reaching,
  resamples: SeedResamples,
): CatchUpCost {
  const { seeds } = resamples;
  const mean = place < 0 ? Infinity : seedMean(cost.subarray(place * seeds, (place + 1) * seeds));
  const resampled = Float64Array.from(places, (at, resample) =>
    at < 0 ? Infinity : resamples.mean(cost, resample, at * seeds),
  );
  return { mean, resampled };
}

/** The ratio of the costs of two conditions to catch up, with its percentile interval; null if one never does, or if the other costs nothing. */
export function costRatio(own: CatchUpCost, other: CatchUpCost, seeds: number): IntervalEstimate | null {
  const value = own.mean / other.mean;
  if (!Number.isFinite(value)) return null;
  if (seeds < 2) return { value, interval: null };
  const ratios = own.resampled.map((cost, i) => cost / other.resampled[i]);
  return { value, interval: percentileInterval(ratios) };
}
