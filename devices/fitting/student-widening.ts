import { studentQuantile } from '../../src/core/student-quantile.js';

const NORMAL_QUANTILE = 1.959963984540054;

/**
 * How much wider a 95 % bootstrap interval over few units must be: √(n/(n − 1)) t/z, with the 97.5 % quantiles of Student's t
 * at n − 1 degrees of freedom and of the normal distribution.
 */
export function studentWidening(units: number): number {
  const freedom = units - 1;
  return (studentQuantile(freedom) / NORMAL_QUANTILE) * Math.sqrt(units / freedom);
}
