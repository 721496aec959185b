import type { CostName } from '../../../experiment/comparison-plan.js';
import { excludes } from '../../statistics/interval-estimate.js';
import { TOLERANCE } from '../cost-to-reach.js';
import { bestOf, type Compared, type Comparison, type Group } from '../comparison.js';

/** What a comparison found with one bank and one noise. */
export interface Finding {
  group: Group;
  /** ranked schemes that cannot be told apart from the one with the fewest final steps, which comes first */
  tied: Compared[];
  /** the one to take for the fewest final steps: the first, or one that cannot be told apart, is as good within 10 %, and clearly cheaper */
  take: Compared;
  /** the one to take under a budget with an amount; undefined without an amount, or if the budget is spent before any has learned */
  atBudget: Compared | undefined;
  /** whether only one scheme is ranked, so that there is no choice */
  only: boolean;
}

/** The finding with each bank and noise in which a scheme is ranked. */
export function findings({ groups, budget: { cost } }: Comparison): Finding[] {
  return groups.flatMap((group) => {
    const tied = indistinguishable(group);
    if (tied.length === 0) return [];
    const atBudget = bestAtBudget(group.compared);
    const only = group.compared.filter(({ unranked }) => unranked === null).length === 1;
    return [{ group, tied, take: cheapest(asGood(tied), cost), atBudget, only }];
  });
}

/** The scheme with the fewest steps at the budget; undefined where all have the same, because the budget is spent before any has learned. */
function bestAtBudget(compared: Compared[]): Compared | undefined {
  const known = compared.filter(({ unranked, budget }) => unranked === null && budget);
  const best = bestOf(known, ({ budget }) => budget!.steps.value);
  return best && (known.length === 1 || best.schemes.length < known.length) ? best.one : undefined;
}

/** The scheme that a finding says to take: under the budget if it has an amount, else for the fewest final steps. */
export function taken({ atBudget, take }: Finding): Compared {
  return atBudget ?? take;
}

/** Ranked schemes whose difference from the best has an interval that includes 0; a single seed tells all apart. */
function indistinguishable({ compared }: Group): Compared[] {
  return compared
    .filter(({ behind }) => behind && (behind.value === 0 || (behind.interval && !excludes(behind, 0))))
    .sort((a, b) => a.final.value - b.final.value);
}

/** Those whose final steps are at most 1.1 times the fewest. */
function asGood(tied: Compared[]): Compared[] {
  return tied.filter(({ final }) => final.value <= TOLERANCE * tied[0].final.value);
}

/** The first scheme, or one that is clearly cheaper. */
function cheapest(schemes: Compared[], cost: CostName): Compared {
  return schemes.reduce((best, one) => (isCheaper(one, best, cost) ? one : best));
}

/** Whether the cost of a scheme's whole run is clearly lower than another's: the intervals do not overlap. */
export function isCheaper(one: Compared, other: Compared, cost: CostName): boolean {
  const [own, paid] = [one.costs[cost]?.interval, other.costs[cost]?.interval];
  return Boolean(own && paid && own[1] < paid[0]);
}
