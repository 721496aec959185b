import { meanOverSeeds } from './learning.js';
import type { Outcomes } from './outcomes.js';

/** What a budget buys: each seed's steps when it is spent, and the share of seeds that spent it before the run ended. */
export interface Bought {
  steps: Float64Array;
  spent: number;
}

/**
 * Mean steps of each seed over the last episodes that a budget allows: those up to the last recorded episode at
 * which its costs are not above the budget. Nothing where it does not last for the first recorded episodes, as where
 * devices are prepared at a greater cost.
 *
 * @param cost after the recorded episodes, [recorded episode × seed]
 */
export function stepsAtBudget(
  steps: Int32Array,
  cost: Float64Array,
  budget: number,
  { seeds, episodes, recorded }: Outcomes,
): Bought | null {
  if (cost.subarray(0, seeds).some((first) => first > budget)) return null;
  const ends = Array.from({ length: seeds }, (_, seed) => {
    let k = 0;
    while (k + 1 < recorded.length && cost[(k + 1) * seeds + seed] <= budget) k++;
    return recorded[k];
  });
  const last = (recorded.length - 1) * seeds;
  const spent = ends.filter((_, seed) => cost[last + seed] > budget).length / seeds;
  return { steps: meanOverSeeds(steps, seeds, episodes, (seed) => ends[seed]), spent };
}
