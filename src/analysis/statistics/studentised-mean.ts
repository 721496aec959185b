import { studentQuantile } from '../../core/student-quantile.js';
import { seedMean, standardError } from './seed-mean.js';
import type { SeedResamples } from './seed-resamples.js';

/** Below this number of seeds, too many resamples hold almost one value only. */
export const MINIMUM_FOR_BOOTSTRAP = 10;
/** Probability below, and above, a 95 % interval. */
const OUTSIDE = 0.025;
/**
 * Multiple of Student's reach at which an end stops: (5.57 − 1)/1.96, what the exact Poisson limit is worth where a single
 * long run makes the whole spread. Resamples without that run have no spread, and would send the end anywhere.
 */
const FURTHEST = 2.33;
/** A spread below this share of the whole is a rounding error. */
const ROUNDING = 1e-9;

/**
 * The studentised bootstrap of a mean (Efron 1979; Hall, Ann. Stat. 16, 1988): means of resamples, less the mean, in
 * standard errors of their own. A long tail makes their distribution as skewed as that of the mean's own t. They are
 * multiplied by √(n(n − 1))/(n − 2), the factor by which n numbers show too little skewness (Joanes and Gill, Statistician
 * 47, 1998).
 */
export class StudentisedMean {
  private readonly mean: number;
  /** one standard error of the mean, corrected for few seeds */
  private readonly unit: number;
  /** how far an end may be from the mean */
  private readonly furthest: number;
  /** t of each resample, ascending */
  private readonly sorted: Float64Array;

  /** @param values one per seed, not all the same, of at least ten seeds */
  constructor(values: Float64Array, resamples: SeedResamples) {
    const { length } = values;
    this.mean = seedMean(values);
    const off = values.map((value) => value - this.mean);
    const error = standardError(values, this.mean);
    this.unit = (error * Math.sqrt(length * (length - 1))) / (length - 2);
    this.furthest = FURTHEST * studentQuantile(length - 1) * error;
    this.sorted = resampledT(off, resamples, ROUNDING * error).sort();
  }

  /** The 95 % interval of the mean. */
  get interval(): [number, number] {
    const { mean, unit, furthest, sorted } = this;
    const beyond = Math.floor(OUTSIDE * sorted.length);
    return [
      mean - Math.min(furthest, sorted[sorted.length - 1 - beyond] * unit),
      mean + Math.min(furthest, -sorted[beyond] * unit),
    ];
  }

  /** The two-sided p-value of the hypothesis that the mean is zero: above 5 % exactly where the interval holds zero. */
  get p(): number {
    const { mean, unit, furthest, sorted } = this;
    if (Math.abs(mean) > furthest) return 0;
    const t = mean / unit;
    let above = 0;
    let below = 0;
    for (const one of sorted) {
      if (one >= t) above++;
      if (one <= t) below++;
    }
    return Math.min(1, (2 * Math.min(above, below)) / sorted.length);
  }
}

/** Mean over standard error of each resample of numbers whose mean is zero; infinite where all drawn numbers are the same. */
function resampledT(
  off: Float64Array,
  { drawn, count, seeds }: SeedResamples,
  smallest: number,
): Float64Array {
  const t = new Float64Array(count);
  for (let resample = 0; resample < count; resample++) {
    let sum = 0;
    let squares = 0;
    for (let i = resample * seeds, end = i + seeds; i < end; i++) {
      const one = off[drawn[i]];
      sum += one;
      squares += one * one;
    }
    const mean = sum / seeds;
    const error = Math.sqrt(Math.max(0, squares / seeds - mean * mean) / (seeds - 1));
    t[resample] = error > smallest ? mean / error : Math.sign(mean) * Infinity || 0;
  }
  return t;
}
