import { meanInterval, type IntervalEstimate } from '../statistics/interval-estimate.js';
import { SeedResamples } from '../statistics/seed-resamples.js';

/** Most drawn seeds that are held in memory for one number of seeds: 2000 resamples of 10,000 seeds. */
const MOST_DRAWN = 20_000_000;
const RESAMPLES = 2000;

/** Intervals of means over seeds, for a few numbers of seeds that many means share. */
export class SeedIntervals {
  private readonly drawn = new Map<number, SeedResamples>();

  /** The resamples of so many seeds. */
  resamplesOf(seeds: number): SeedResamples {
    const known = this.drawn.get(seeds);
    if (known) return known;
    const made = new SeedResamples(seeds, Math.min(RESAMPLES, Math.ceil(MOST_DRAWN / seeds)));
    this.drawn.set(seeds, made);
    return made;
  }

  of(values: Float64Array): IntervalEstimate {
    return meanInterval(values, this.resamplesOf(values.length));
  }
}
