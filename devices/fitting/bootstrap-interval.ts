import { studentQuantile } from '../../src/core/student-quantile.js';

/** Minimum number of independent units (cycles or devices) for an interval: fewer do not show how much they differ. */
export const MINIMUM_UNITS = 4;

/** 97.5 % quantile of the normal distribution. */
const NORMAL_QUANTILE = 1.959963984540054;

/**
 * The 95 % interval of an estimate from its values on resampled units, widened for their small number (Hesterberg, Am. Stat. 69, 2015).
 * @param resampled in any order; is sorted
 */
export function bootstrapInterval(centre: number, resampled: number[], units: number): [number, number] {
  const sorted = resampled.sort((a, b) => a - b);
  const end = (share: number) => {
    const distance = sorted[Math.round(share * (sorted.length - 1))] - centre;
    return centre + studentWidening(units) * distance;
  };
  return [end(0.025), end(0.975)];
}

/**
 * The factor by which a 95 % bootstrap interval over few units must be wider: √(n/(n − 1)) t/z, with the 97.5 % quantiles of
 * Student's t at n − 1 degrees of freedom and of the normal distribution.
 */
export function studentWidening(units: number): number {
  const freedom = units - 1;
  return (studentQuantile(freedom) / NORMAL_QUANTILE) * Math.sqrt(units / freedom);
}
