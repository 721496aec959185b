import type { Estimate } from '../noise-split/estimate.js';
import type { BranchDiagnosis } from './diagnose-branches.js';
import type { LevelEstimates } from './level-intervals.js';

/** Telegraph levels of a device: of the polarities in which they are found, the geometric mean. */
export function deviceLevels(branches: readonly BranchDiagnosis[]): LevelEstimates | undefined {
  const found = branches.flatMap(({ telegraph }) => (telegraph.found ? [telegraph.found] : []));
  if (found.length === 0) return undefined;
  const mean = (of: keyof LevelEstimates) => geometricMean(found.map((levels) => levels[of]));
  return { height: mean('height'), lowDwell: mean('lowDwell'), highDwell: mean('highDwell') };
}

/** Geometric mean of independent estimates; distances to the ends of their intervals add in quadrature, as logarithms. */
function geometricMean(estimates: readonly Estimate[]): Estimate {
  const centre = estimates.reduce((sum, { value }) => sum + Math.log(value), 0) / estimates.length;
  const intervals = estimates.flatMap(({ interval }) => (interval ? [interval] : []));
  if (intervals.length < estimates.length) return { value: Math.exp(centre) };
  const half = (end: 0 | 1) =>
    Math.hypot(...estimates.map(({ value }, k) => Math.log(intervals[k][end] / value))) / estimates.length;
  return { value: Math.exp(centre), interval: [Math.exp(centre - half(0)), Math.exp(centre + half(1))] };
}
