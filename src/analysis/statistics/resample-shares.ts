import { meanOf } from './interval-estimate.js';
import type { SeedResamples } from './seed-resamples.js';

/** How often each candidate is the lowest over the resamples; those that tie share. @param resampled a column of resamples a candidate */
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

/** Which candidates are on the Pareto front of two means over seeds, and in which share of resamples. @param first, @param second a column of seeds a candidate; without the first, nothing */
export function frontShares(
  first: Float64Array[] | null,
  second: Float64Array[],
  resamples: SeedResamples,
): { on: boolean; share: number }[] | null {
  if (!first) return null;
  const on = paretoFront(first.map(meanOf), second.map(meanOf));
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

/** Which points no other one beats: none is at least as low in both, and lower in one. @param first, @param second of the same points */
export function paretoFront(first: ArrayLike<number>, second: ArrayLike<number>): boolean[] {
  const beats = (a: number, b: number) =>
    first[a] <= first[b] && second[a] <= second[b] && (first[a] < first[b] || second[a] < second[b]);
  const points = Array.from(first, (_, i) => i);
  return points.map((point) => !points.some((other) => beats(other, point)));
}
