import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import { percentileInterval } from '../statistics/percentile-interval.js';
import { ResampledRows } from '../statistics/resampled-rows.js';
import { seedMean } from '../statistics/seed-mean.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';

/** A scheme catches up with the reference at this multiple of its final steps. */
export const TOLERANCE = 1.1;

/** Where a condition catches up with the reference, between two recorded episodes. */
export interface Reaching {
  /** index among the recorded episodes, or −1 if never */
  place: number;
  /** which part of the way from the recorded episode before it lies beyond, from 0 (at `place`) to 1 */
  back: number;
  /** the same for every resample */
  places: Int32Array;
  backs: Float64Array;
}

/**
 * Where the mean curve of a condition is first at most 1.1 times the mean final steps of the reference, for all seeds and
 * for each resample; between two recorded episodes the curve is a straight line. @param curve smoothed steps, [recorded
 * episode × seed] @param target final steps of the reference, one per seed
 */
export function reaching(curve: Float64Array, target: Float64Array, resamples: SeedResamples): Reaching {
  const { seeds, count } = resamples;
  const rows = new ResampledRows(curve, resamples);
  const targets = resamples.means(target);
  const places = new Int32Array(count);
  const backs = new Float64Array(count);
  for (let resample = 0; resample < count; resample++) {
    const target = TOLERANCE * targets[resample];
    const place = rows.firstIn(resample, target);
    places[resample] = place;
    if (place < 1) continue;
    const before = resamples.mean(curve, resample, (place - 1) * seeds);
    backs[resample] = backFrom(before, resamples.mean(curve, resample, place * seeds), target);
  }
  const end = TOLERANCE * seedMean(target);
  const place = rows.firstOfAll(end);
  const back = place < 1 ? 0 : backFrom(rows.mean[place - 1], rows.mean[place], end);
  return { place, back, places, backs };
}

/** Which part of the straight line from `before` to `after` lies at or below the target. */
function backFrom(before: number, after: number, target: number): number {
  return Math.min(1, Math.max(0, (target - after) / (before - after)));
}

/** The mean cost to catch up; infinite if never. */
export interface CatchUpCost {
  /** over all seeds */
  mean: number;
  /** in each resample */
  resampled: Float64Array;
}

/** The mean cost up to where a condition catches up. @param cost [recorded episode × seed] */
export function catchUpCost(cost: Float64Array, at: Reaching, resamples: SeedResamples): CatchUpCost {
  const { place, back, places, backs } = at;
  const resampled = Float64Array.from(places, (own, resample) =>
    own < 0 ? Infinity : meanBefore(cost, own, backs[resample], resamples, resample),
  );
  return { mean: place < 0 ? Infinity : seedMeanBefore(cost, place, back, resamples.seeds), resampled };
}

/** The mean over seeds of a cost, a part of the way back from one recorded episode to the one before. */
function seedMeanBefore(cost: Float64Array, place: number, back: number, seeds: number): number {
  const at = (row: number) => seedMean(cost.subarray(row * seeds, (row + 1) * seeds));
  return back > 0 ? at(place) - back * (at(place) - at(place - 1)) : at(place);
}

/** The same mean in a resample. */
function meanBefore(
  cost: Float64Array,
  place: number,
  back: number,
  { drawn, seeds }: SeedResamples,
  resample: number,
): number {
  const from = place * seeds;
  const before = back > 0 ? from - seeds : from;
  let sum = 0;
  let earlier = 0;
  for (let i = resample * seeds, end = i + seeds; i < end; i++) {
    sum += cost[from + drawn[i]];
    earlier += cost[before + drawn[i]];
  }
  return (sum - back * (sum - earlier)) / seeds;
}

/** The ratio of the costs of two conditions to catch up, with its interval; null if one never does, or if the other costs nothing. */
export function costRatio(own: CatchUpCost, other: CatchUpCost, seeds: number): IntervalEstimate | null {
  const value = own.mean / other.mean;
  if (!Number.isFinite(value)) return null;
  if (seeds < 2) return { value, interval: null };
  const ratios = own.resampled.map((cost, i) => cost / other.resampled[i]);
  return { value, interval: percentileInterval(value, ratios) };
}
