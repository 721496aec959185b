import { studentQuantile } from '../../core/student-quantile.js';
import { MINIMUM_FOR_INTERVAL } from '../../runs/statistics.js';
import { MINIMUM_FOR_BOOTSTRAP, StudentisedMean } from './studentised-mean.js';
import type { SeedResamples } from './seed-resamples.js';
import { seedMean, standardError } from './seed-mean.js';

/** A number with its 95 % interval, null where there are too few seeds for one; the upper end may be infinite. */
export interface IntervalEstimate {
  value: number;
  interval: [number, number] | null;
}

/** Whether the interval excludes a value. */
export function excludes({ interval }: IntervalEstimate, value: number): boolean {
  return interval !== null && (interval[0] > value || interval[1] < value);
}

/**
 * A mean over seeds with its 95 % interval: that of Student, widened where the studentised bootstrap reaches further. The
 * first holds the mean of few, nearly normal numbers; the second that of skewed ones. Below ten seeds it is that of Student,
 * below three there is none.
 */
export function meanInterval(values: Float64Array, resamples: SeedResamples): IntervalEstimate {
  const seeds = values.length;
  const value = seedMean(values);
  if (seeds < 2) return { value, interval: null };
  if (values.every((one) => one === values[0])) return { value, interval: [value, value] };
  if (seeds < MINIMUM_FOR_INTERVAL) return { value, interval: null };
  const reach = studentQuantile(seeds - 1) * standardError(values, value);
  const student: [number, number] = [value - reach, value + reach];
  if (seeds < MINIMUM_FOR_BOOTSTRAP) return { value, interval: student };
  return { value, interval: hull(student, new StudentisedMean(values, resamples).interval) };
}

/** The smallest interval that holds two others. */
export function hull(one: readonly [number, number], other: readonly [number, number]): [number, number] {
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}
