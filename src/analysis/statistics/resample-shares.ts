import { seedMean } from './seed-mean.js';
import type { SeedResamples } from './seed-resamples.js';

/** The share of resamples in which each candidate is the lowest; equal candidates share. @param resampled [candidate][resample] */
export function bestShares(resampled: readonly Float64Array[]): number[] {
  const times = resampled.map(() => 0);
  const count = resampled[0]?.length ?? 0;
  const values = new Float64Array(resampled.length);
  for (let resample = 0; resample < count; resample++) {
    const lowest = lowestAt(resampled, resample, values);
    if (!Number.isFinite(lowest)) continue;
    let tied = 0;
    for (const value of values) if (value === lowest) tied++;
    for (let i = 0; i < values.length; i++) if (values[i] === lowest) times[i] += 1 / tied;
  }
  return times.map((first) => first / count);
}

/** The lowest value of a resample; all of them into `values`. NaN if one is. */
function lowestAt(resampled: readonly Float64Array[], resample: number, values: Float64Array): number {
  let lowest = Infinity;
  for (let i = 0; i < values.length; i++) {
    values[i] = resampled[i][resample];
    lowest = Math.min(lowest, values[i]);
  }
  return lowest;
}

/** Whether each candidate is on the Pareto front of two means over seeds, and in which share of resamples; null without the first. @param first, @param second [candidate][seed] */
export function frontShares(
  first: Float64Array[] | null,
  second: Float64Array[],
  resamples: SeedResamples,
): { on: boolean; share: number }[] | null {
  if (!first) return null;
  const on = paretoFront(first.map(seedMean), second.map(seedMean));
  const [firsts, seconds] = [first, second].map((columns) =>
    columns.map((values) => resamples.means(values)),
  );
  const times = on.map(() => 0);
  for (let resample = 0; resample < resamples.count; resample++) {
    for (let i = 0; i < times.length; i++) if (isUnbeaten(firsts, seconds, resample, i)) times[i]++;
  }
  return on.map((yes, i) => ({ on: yes, share: times[i] / resamples.count }));
}

/** Whether no other point of a resample beats one. @param first, @param second [point][resample] */
function isUnbeaten(
  first: readonly ArrayLike<number>[],
  second: readonly ArrayLike<number>[],
  resample: number,
  point: number,
): boolean {
  const [x, y] = [first[point][resample], second[point][resample]];
  for (let other = 0; other < first.length; other++) {
    const [otherX, otherY] = [first[other][resample], second[other][resample]];
    if (otherX <= x && otherY <= y && (otherX < x || otherY < y)) return false;
  }
  return true;
}

/** Whether each point is on the Pareto front: no other point is at least as low in both numbers and lower in one. @param first, @param second numbers of the same points */
export function paretoFront(first: ArrayLike<number>, second: ArrayLike<number>): boolean[] {
  const [firsts, seconds] = [first, second].map((numbers) => Array.from(numbers, (number) => [number]));
  return firsts.map((_, point) => isUnbeaten(firsts, seconds, 0, point));
}
