import { RunError } from '../../../src/core/errors.js';

/** The residual at which solvers of reads stop. */
export const TOLERANCE = 1e-12;

/** The largest residual of a solution that counts as exact. */
const LARGEST = 1e-9;

/** @throws RunError where a solver came to rest above its tolerance, and above 1e-9 */
export function refuseResidual(where: string, residual: number, tolerance = TOLERANCE): void {
  if (residual <= Math.max(tolerance, LARGEST)) return;
  throw new RunError(
    `${where}: got a residual of ${residual.toPrecision(2)}: expected at most ${tolerance}; look for conductances or ohms that are far too large or too small`,
  );
}
