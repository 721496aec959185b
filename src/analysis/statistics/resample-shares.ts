import { seedMean } from './interval-estimate.js';
import type { SeedResamples } from './seed-resamples.js';

/** The share of resamples in which each candidate is the lowest; equal candidates share. @param resampled [candidate][resample] */
export function bestShares(resampled: readonly Float64Array[]): number[] {
  const times = resampled.map(() => 0);
  const count = resampled[0]?.length ?? 0;
  for (let resample = 0; resample < count; resample++) {
    const lowest = Math.min(...resampled.map((values) => values[resample]));
    if (!Number.isFinite(lowest)) continue;
    const tied = resampled.flatMap((values, i) => (values[resample] === lowest ? [i] : []));
    for (const i of tied) times[i] += 1 / tied.length;
  }
  return times.map((first) => first / count);
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
    const at = (columns: Float64Array[]) => columns.map((means) => means[resample]);
    paretoFront(at(firsts), at(seconds)).forEach((yes, i) => (times[i] += Number(yes)));
  }
  return on.map((yes, i) => ({ on: yes, share: times[i] / resamples.count }));
}

/** Whether each point is on the Pareto front: no other point is at least as low in both numbers and lower in one. @param first, @param second numbers of the same points */
export function paretoFront(first: ArrayLike<number>, second: ArrayLike<number>): boolean[] {
  const beats = (a: number, b: number) =>
    first[a] <= first[b] && second[a] <= second[b] && (first[a] < first[b] || second[a] < second[b]);
  const points = Array.from(first, (_, i) => i);
  return points.map((point) => !points.some((other) => beats(other, point)));
}
