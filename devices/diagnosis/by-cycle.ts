import type { BranchNoise } from '../noise-split/branch-noise.js';

/** Numbers of each cycle, summed over its SET and RESET branch: cycles are the independent units. */
export function byCycle(
  branches: readonly BranchNoise[],
  numbersOf: (residual: Float64Array) => Float64Array,
): Float64Array[] {
  const cycles = Math.min(...branches.map(({ residuals }) => residuals.length));
  return Array.from({ length: cycles }, (_, cycle) => {
    const [first, ...others] = branches.map(({ residuals }) => numbersOf(residuals[cycle]));
    const length = Math.min(first.length, ...others.map((numbers) => numbers.length));
    return first
      .subarray(0, length)
      .map((value, k) => others.reduce((sum, numbers) => sum + numbers[k], value));
  });
}
