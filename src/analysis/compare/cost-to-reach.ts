import { type IntervalEstimate, seedMean, percentileInterval } from '../statistics/interval-estimate.js';
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
  const { seeds, count } = resamples;
  const recorded = curve.length / seeds;
  const place = firstPlace(
    recorded,
    (k) => seedMean(curve.subarray(k * seeds, (k + 1) * seeds)),
    TOLERANCE * seedMean(target),
  );
  const places = Int32Array.from({ length: count }, (_, resample) =>
    firstPlace(
      recorded,
      (k) => resamples.mean(curve, resample, k * seeds),
      TOLERANCE * resamples.mean(target, resample),
    ),
  );
  return { place, places };
}

function firstPlace(recorded: number, steps: (k: number) => number, target: number): number {
  for (let k = 0; k < recorded; k++) if (steps(k) <= target) return k;
  return -1;
}

/** The mean cost to catch up, in each resample; infinite if never. @param cost [recorded episode × seed] */
export function reachingCosts(
  cost: Float64Array,
  { places }: Reaching,
  resamples: SeedResamples,
): Float64Array {
  return Float64Array.from(places, (place, resample) =>
    place < 0 ? Infinity : resamples.mean(cost, resample, place * resamples.seeds),
  );
}

/** The ratio of the mean costs of two conditions to catch up, with its percentile interval; null if one never does, or if the other costs nothing. */
export function costRatio(
  own: [Float64Array, Reaching],
  other: [Float64Array, Reaching],
  resamples: SeedResamples,
): IntervalEstimate | null {
  const { seeds } = resamples;
  const paid = ([cost, { place }]: [Float64Array, Reaching]) =>
    place < 0 ? Infinity : seedMean(cost.subarray(place * seeds, (place + 1) * seeds));
  const value = paid(own) / paid(other);
  if (!Number.isFinite(value)) return null;
  if (seeds < 2) return { value, interval: null };
  const costs = reachingCosts(...own, resamples);
  const others = reachingCosts(...other, resamples);
  return { value, interval: percentileInterval(costs.map((cost, i) => cost / others[i])) };
}
