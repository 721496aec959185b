import { LAST } from './learning.js';
import type { Outcomes } from './outcomes.js';

/** The steps of each seed within a budget, and the share of seeds that spend it before the run ends. */
export interface BudgetSteps {
  steps: Float64Array;
  spent: number;
}

/** Share of the episodes within a budget whose mean counts. */
const WINDOW = 0.25;

/**
 * Mean steps of each seed over the last quarter of the episodes within a budget, at least one and at most 50, so that the
 * first moves do not count as what the budget paid for. The end lies between two recorded episodes, where the straight line
 * between their costs meets the budget; an episode that is paid in part counts in part. A seed that cannot pay its first
 * episode, for example because of expensive preparation, has the steps of that one: nothing was learned yet.
 *
 * @param cost up to the recorded episodes, [recorded episode × seed]
 */
export function stepsAtBudget(
  steps: Int32Array,
  cost: Float64Array,
  budget: number,
  outcomes: Outcomes,
): BudgetSteps {
  const { seeds, episodes, recorded } = outcomes;
  const last = (recorded.length - 1) * seeds;
  let spent = 0;
  const within = new Float64Array(seeds);
  for (let seed = 0; seed < seeds; seed++) {
    if (cost[last + seed] > budget) spent++;
    const end = lastPaid(cost, seed, budget, outcomes);
    const window = Math.min(LAST, Math.max(1, WINDOW * end));
    const own = steps.subarray(seed * episodes, (seed + 1) * episodes);
    within[seed] = (sumUpTo(own, end) - sumUpTo(own, end - window)) / window;
  }
  return { steps: within, spent: spent / seeds };
}

/** The number of episodes that a seed pays with a budget, a fraction of the last one included. */
function lastPaid(cost: Float64Array, seed: number, budget: number, { seeds, recorded }: Outcomes): number {
  const first = cost[seed];
  if (first > budget) return Math.max(1, (budget / first) * recorded[0]);
  let k = 0;
  while (k + 1 < recorded.length && cost[(k + 1) * seeds + seed] <= budget) k++;
  if (k + 1 === recorded.length) return recorded[k];
  const [before, after] = [cost[k * seeds + seed], cost[(k + 1) * seeds + seed]];
  return recorded[k] + ((budget - before) / (after - before)) * (recorded[k + 1] - recorded[k]);
}

/** The sum of the first numbers; of a fraction of one, that fraction. */
function sumUpTo(values: Int32Array, end: number): number {
  const whole = Math.floor(end);
  let sum = 0;
  for (let i = 0; i < whole; i++) sum += values[i];
  return end > whole ? sum + (end - whole) * values[whole] : sum;
}
