import { studentQuantile } from '../core/student-quantile.js';
import type { Estimate, Spread } from './summary.js';

/** Means and spreads of many quantities at once, value by value (Welford, Technometrics 4, 1962). */
export class Moments {
  readonly mean: Float64Array;
  private readonly counts: Float64Array;
  private readonly squares: Float64Array;

  constructor(quantities: number) {
    this.mean = new Float64Array(quantities);
    this.counts = new Float64Array(quantities);
    this.squares = new Float64Array(quantities);
  }

  addAt(i: number, value: number): void {
    const off = value - this.mean[i];
    const count = ++this.counts[i];
    this.mean[i] += off / count;
    this.squares[i] += off * (value - this.mean[i]);
  }

  /** Adds a value to each of some quantities in turn. @param first index of the first */
  addRow(values: Float64Array, first = 0): void {
    for (let i = 0; i < values.length; i++) this.addAt(first + i, values[i]);
  }

  count(i: number): number {
    return this.counts[i];
  }

  /** Standard deviation of a sample (n − 1); 0 for a single value, whose spread is unknown. */
  deviation(i: number): number {
    return this.counts[i] > 1 ? Math.sqrt(this.squares[i] / (this.counts[i] - 1)) : 0;
  }

  /** Standard errors of the means; null for a single value. */
  standardErrors(): (number | null)[] {
    return Array.from(this.mean, (_, i) =>
      this.counts[i] > 1 ? this.deviation(i) / Math.sqrt(this.counts[i]) : null,
    );
  }

  spread(of: readonly number[]): Spread<number[]> {
    return { mean: of.map((i) => this.mean[i]), standardDeviation: of.map((i) => this.deviation(i)) };
  }
}

/** Smallest number of values with an interval; Student's interval of two values is 25 standard errors wide. */
export const MINIMUM_FOR_INTERVAL = 3;

/** The mean of a quantity with its 95 % interval (Student). Two values have no interval; a single one has no standard error either. */
export function estimate(moments: Moments, i = 0): Estimate {
  const mean = moments.mean[i];
  const count = moments.count(i);
  if (count < 2) return { mean, standardError: null, interval: null };
  const standardError = moments.deviation(i) / Math.sqrt(count);
  if (count < MINIMUM_FOR_INTERVAL) return { mean, standardError, interval: null };
  const reach = standardError * studentQuantile(count - 1);
  return { mean, standardError, interval: [mean - reach, mean + reach] };
}
