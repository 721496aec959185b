import { sortedQuantile } from './percentile-interval.js';

/** Interquartile ranges from the third quartile to a far outlier (Tukey, Exploratory Data Analysis, 1977). */
const FAR_OUT = 3;
/** A long run takes at least this multiple of the median: what is far in a narrow distribution may be of no interest. */
const MULTIPLE = 1.5;
/** A single long run may be an accident; two are a habit. */
const RECURS = 2;

/** Seeds far above the others: how many, and above which bound they lie. */
export interface LongRuns {
  seeds: number;
  above: number;
}

/**
 * The rare long runs among final steps: seeds above the third quartile by more than three interquartile ranges, and above
 * 1.5 times the median; null where fewer than two seeds lie there. @param values one per seed
 */
export function longRuns(values: Float64Array): LongRuns | null {
  const sorted = values.toSorted();
  const [first, median, third] = [0.25, 0.5, 0.75].map((share) => sortedQuantile(sorted, share));
  const above = Math.max(third + FAR_OUT * (third - first), MULTIPLE * median);
  const seeds = sorted.filter((value) => value > above).length;
  return seeds < RECURS ? null : { seeds, above };
}
