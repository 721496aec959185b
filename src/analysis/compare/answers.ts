import type { CostName } from '../../experiment/comparison-plan.js';
import { amountInWords, costWords, multiple, percent, pInWords, steps, withInterval } from './amounts.js';
import { bestOf, type Best, type Compared, type Comparison, type Group } from './comparison.js';
import { excludes } from '../statistics/interval-estimate.js';
import { setting } from './claims.js';

/** A sentence of the answer, with its bank and noise. */
export interface Answer {
  setting: string;
  sentence: string;
}

/** Maximum number of answers. */
const MAXIMUM_ANSWERS = 6;

/** The answer: for each bank and noise, the best scheme under the budget and the one with the fewest final steps, each with its uncertainty. */
export function answers(comparison: Comparison): Answer[] {
  const { groups } = comparison;
  const both = 2 * groups.length <= MAXIMUM_ANSWERS;
  const all = groups.slice(0, MAXIMUM_ANSWERS).flatMap((group) => {
    const only = onlyRanked(group);
    if (only)
      return [{ setting: setting(group), sentence: `only ${only.scheme} is ranked, so there is no choice.` }];
    const ofBudget = budgetAnswer(group, comparison);
    const sentences = both || !ofBudget ? [ofBudget, stepsAnswer(group, comparison)] : [ofBudget];
    return sentences.map((sentence) => ({ setting: setting(group), sentence }));
  });
  return all.filter((answer): answer is Answer => answer.sentence !== undefined);
}

/** The only ranked scheme, if there is just one. */
function onlyRanked({ compared }: Group): Compared | undefined {
  const ranked = compared.filter(({ digital }) => !digital);
  return ranked.length === 1 ? ranked[0] : undefined;
}

function stepsAnswer({ compared }: Group, { reference }: Comparison): string | undefined {
  const best = bestOf(compared, ({ final }) => final.value);
  if (!best) return undefined;
  const { one, schemes } = best;
  const start = `${schemes.join(' and ')} ${verb(best, 'take')} the fewest final steps, ${withInterval(one.final, steps)}`;
  const share = confidence(one.bestShare, best);
  const { difference } = one;
  if (schemes.includes(reference) || !difference) return `${start}${share}.`;
  const { steps: off, corrected, verdict } = difference;
  const doubt = verdict === 'no difference shown' ? ', not significant' : '';
  return `${start}${share}. The difference from ${reference} is ${withInterval(off, steps)} (${pInWords(corrected)} after Holm${doubt}).`;
}

function budgetAnswer(group: Group, comparison: Comparison): string | undefined {
  return comparison.budget.value === undefined
    ? cheapestAnswer(group, comparison)
    : fixedBudgetAnswer(group, comparison);
}

function fixedBudgetAnswer({ compared }: Group, { budget, reference }: Comparison): string | undefined {
  const best = bestOf(compared, ({ budget }) => budget?.steps.value);
  if (!best) return undefined;
  const { one, schemes } = best;
  const limit = `at most ${amountInWords(budget.cost, budget.value!)}`;
  const own = compared.find(({ scheme }) => scheme === reference)?.budget;
  const against =
    schemes.includes(reference) || !own ? '' : `. ${reference} takes ${withInterval(own.steps, steps)}`;
  return `with ${limit}, ${schemes.join(' and ')} ${verb(best, 'take')} the fewest steps, ${withInterval(one.budget!.steps, steps)}${confidence(one.budget!.bestShare, best)}${against}.`;
}

function cheapestAnswer(
  { compared }: Group,
  { budget: { cost }, reference }: Comparison,
): string | undefined {
  const best = bestOf(compared, ({ ratio }) => ratio[cost]?.value);
  if (!best) return undefined;
  const { one, schemes } = best;
  const share = confidence(one.cheapestShare[cost], best);
  if (schemes.includes(reference))
    return `no scheme is cheaper in ${costWords[cost]} than ${reference} for the same steps${share}${next(compared, cost, schemes)}.`;
  const times = one.ratio[cost]!;
  const doubt = times.interval && !excludes(times, 1) ? ', but the interval includes 1' : '';
  return `${schemes.join(' and ')} ${verb(best, 'reach')} the steps of ${reference} with ${withInterval(times, multiple)} times its ${costWords[cost]}, the lowest cost${share}${doubt}.`;
}

/** The cheapest scheme except some. */
function next(compared: Group['compared'], cost: CostName, except: string[]): string {
  const rest = compared.filter(({ scheme }) => !except.includes(scheme));
  const best = bestOf(rest, ({ ratio }) => ratio[cost]?.value);
  if (!best) return '';
  return `. Next, ${best.schemes.join(' and ')} ${verb(best, 'have')} ${withInterval(best.one.ratio[cost]!, multiple)} times this cost`;
}

function verb({ schemes }: Best, plural: string): string {
  if (schemes.length > 1) return plural;
  return plural === 'have' ? 'has' : `${plural}${plural.endsWith('ch') ? 'es' : 's'}`;
}

function confidence(share: number | null, { schemes }: Best): string {
  if (share === null) return '';
  return ` (${schemes.length > 1 ? 'each ' : ''}first in ${percent(share)} of the resamples)`;
}
