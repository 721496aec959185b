import { meanOf } from '../statistics/mean-interval.js';
import { paretoFront } from './pareto-front.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';

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
