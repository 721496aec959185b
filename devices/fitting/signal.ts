import { UsageError } from '../../src/core/errors.js';
import type { BranchFit } from './fit-branch.js';
import { meanOf } from '../../src/core/maths/vectors.js';

/** Standard errors by which the ends of a branch must differ, and below which they differ by little. */
const LEAST_ERRORS = 3;
const FEW_ERRORS = 10;

/**
 * What a user must know of a branch that hardly stands out of its noise. Its ends are the window, the unit of every weight: where they differ by
 * less than three standard errors, the window may be nothing but noise (as in one constant of 700), and the branch is refused.
 * @param branch its name; @param rises [cycle][pulses since the lower end]
 * @throws UsageError that names the branch
 */
export function notesOnSignal(branch: string, rises: Float64Array[], { cycles, sigma }: BranchFit): string[] {
  const rise = meanOf(rises.map((x) => x.at(-1)! - x[0]));
  const errors = rise / (sigma * Math.sqrt(2 / rises.length));
  if (errors < LEAST_ERRORS) {
    throw new UsageError(
      `${branch}: expected a signal: ends that differ by at least ${LEAST_ERRORS} standard errors of their difference, got ${errors.toFixed(1)}`,
    );
  }
  const flat = cycles.findIndex(({ beta, gamma }) => beta === 0 && gamma === 0);
  if (flat >= 0) {
    throw new UsageError(
      `${branch} cycle ${flat}: expected a signal, got a cycle to which a constant fits better than any curve in the direction of its pulses: leave it out`,
    );
  }
  if (errors >= FEW_ERRORS) return [];
  return [
    `${branch}: its ends differ by only ${errors.toFixed(1)} standard errors of their difference, so its window is known to ±${(100 / errors).toFixed(0)} % only`,
  ];
}
