import { meanOverSeeds } from './learning.js';
import type { Outcomes } from './outcomes.js';

/** The steps of each seed within a budget, and the share of seeds that spend it before the run ends. */
export interface BudgetSteps {
  steps: Float64Array;
  spent: number;
}

/**
 * Mean steps of each seed over the last episodes within a budget, up to the last recorded episode with a cost within it.
 * Null if a seed exceeds the budget before the first recorded episode, for example because of expensive preparation.
 *
 * @param cost up to the recorded episodes, [recorded episode × seed]
 */
export function stepsAtBudget(
  steps: Int32Array,
  cost: Float64Array,
  budget: number,
  { seeds, episodes, recorded }: Outcomes,
): BudgetSteps | null {
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
