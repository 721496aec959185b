import type { Budget } from '../../experiment/comparison-plan.js';
import { meanInterval } from '../statistics/interval-estimate.js';
import { bestShares } from '../statistics/resample-shares.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';
import type { Compared } from './comparison.js';
import type { Outcome, Outcomes } from './outcomes.js';
import { stepsAtBudget } from './steps-at-budget.js';

/** Steps of each scheme when a budget is spent, and how often each is the best; null without an amount, and where the cost is unknown. */
export function budgetResults(
  ranked: readonly Outcome[],
  { cost, value }: Budget,
  outcomes: Outcomes,
  resamples: SeedResamples,
): Compared['budget'][] {
  const all = ranked.map(({ steps, costs }) => {
    const paid = costs[cost];
    return value === undefined || !paid ? null : stepsAtBudget(steps, paid, value, outcomes);
  });
  const known = all.filter((one) => one !== null);
  const best = resamples.seeds > 1 ? bestShares(known.map(({ steps }) => resamples.means(steps))) : [];
  return all.map(
    (one) =>
      one && {
        steps: meanInterval(one.steps, resamples),
        spent: one.spent,
        bestShare: best[known.indexOf(one)] ?? null,
      },
  );
}
