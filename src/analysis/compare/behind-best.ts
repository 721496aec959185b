import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import { meanDifference } from '../statistics/mean-difference.js';
import { seedMean } from '../statistics/seed-mean.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';

/** For each scheme, the mean of its seeds' differences in final steps from the scheme with the lowest mean. @param finals [scheme][seed] */
export function behindBest(finals: Float64Array[], resamples: SeedResamples): IntervalEstimate[] {
  const means = finals.map(seedMean);
  const best = finals[means.indexOf(Math.min(...means))];
  return finals.map(
    (final) =>
      meanDifference(
        final.map((steps, seed) => steps - best[seed]),
        resamples,
      ).mean,
  );
}
