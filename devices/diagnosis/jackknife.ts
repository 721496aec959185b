import { studentQuantile } from '../../src/core/student-quantile.js';
import type { Estimate } from '../noise-split/estimate.js';
import { meanOf } from '../../src/core/maths/vectors.js';

/** Minimum number of independent units (cycles or devices) for an interval: fewer do not show how much they differ. */
const MINIMUM_UNITS = 4;

/**
 * A number from independent units, with the interval of the jackknife: each unit is left out once, and the spread of the results gives the
 * standard error, with Student's t (Tukey, Ann. Math. Stat. 29, 1958). It needs no random numbers.
 */
export function jackknife<Unit>(
  units: readonly Unit[],
  numberOf: (units: readonly Unit[]) => number,
): Estimate {
  const value = numberOf(units);
  if (units.length < MINIMUM_UNITS) return { value };
  const without = units.map((_, k) => numberOf(units.filter((_, other) => other !== k)));
  const centre = meanOf(without);
  const squares = without.reduce((sum, one) => sum + (one - centre) ** 2, 0);
  const error = Math.sqrt(((units.length - 1) / units.length) * squares);
  const half = studentQuantile(units.length - 1) * error;
  return { value, interval: [value - half, value + half] };
}
