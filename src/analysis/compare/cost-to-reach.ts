import { type Bounded, meanOf, percentileInterval } from '../statistics/interval-estimate.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';

/** How much above the reference's final steps still counts as the same performance. */
export const TOLERANCE = 1.1;

/** Where a condition first reaches a performance: its place among the recorded episodes, or −1 if it never does. */
export interface Reaching {
  place: number;
  /** the same of every resample */
  places: Int32Array;
}

/**
 * Where a condition's mean curve first is at or below 1.1 of the reference's mean final steps, for all seeds and for
 * each resample of them. @param curve smoothed steps, [recorded episode × seed] @param target final steps of the
 * reference, a number a seed
 */
export function reaching(curve: Float64Array, target: Float64Array, resamples: SeedResamples): Reaching {
  const { seeds, count } = resamples;
  const recorded = curve.length / seeds;
  const place = firstPlace(
    recorded,
    (k) => meanOf(curve.subarray(k * seeds, (k + 1) * seeds)),
    TOLERANCE * meanOf(target),
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

/** What reaching it cost on average, in each resample; infinite where it was never reached. @param cost [recorded episode × seed] */
export function reachingCosts(
  cost: Float64Array,
  { places }: Reaching,
  resamples: SeedResamples,
): Float64Array {
  return Float64Array.from(places, (place, resample) =>
    place < 0 ? Infinity : resamples.mean(cost, resample, place * resamples.seeds),
  );
}

/** What one condition pays for a performance, as a multiple of what another does: a ratio of mean costs with its percentile interval; nothing if one of them never gets there, or the other pays nothing. */
export function costRatio(
  own: [Float64Array, Reaching],
  other: [Float64Array, Reaching],
  resamples: SeedResamples,
): Bounded | null {
  const { seeds } = resamples;
  const paid = ([cost, { place }]: [Float64Array, Reaching]) =>
    place < 0 ? Infinity : meanOf(cost.subarray(place * seeds, (place + 1) * seeds));
  const value = paid(own) / paid(other);
  if (!Number.isFinite(value)) return null;
  if (seeds < 2) return { value, interval: null };
  const costs = reachingCosts(...own, resamples);
  const others = reachingCosts(...other, resamples);
  return { value, interval: percentileInterval(costs.map((cost, i) => cost / others[i])) };
}
