import type { CostName } from '../../experiment/comparison-plan.js';
import { amountInWords, costWords, multiple, percent, pSaid, steps, withInterval } from './amounts.js';
import { bestOf, type Best, type Compared, type Comparison, type Group } from './comparison.js';
import { excludes } from '../statistics/interval-estimate.js';
import { setting } from './claims.js';

/** A sentence of the answer, and for which bank and noise it is said. */
export interface Answer {
  setting: string;
  sentence: string;
}

/** Sentences that a reader has time for. */
const MOST = 6;

/** The answer: for each bank and noise, which scheme the budget asks for, and which takes the fewest steps in the end; a few sentences, each with how sure it is. */
export function answers(comparison: Comparison): Answer[] {
  const { groups } = comparison;
  const both = 2 * groups.length <= MOST;
  const told = groups.slice(0, MOST).flatMap((group) => {
    const alone = onlyRanked(group);
    if (alone)
      return [
        { setting: setting(group), sentence: `only ${alone.scheme} is ranked: there is nothing to choose.` },
      ];
    const ofBudget = budgetAnswer(group, comparison);
    const sentences = both || !ofBudget ? [ofBudget, stepsAnswer(group, comparison)] : [ofBudget];
    return sentences.map((sentence) => ({ setting: setting(group), sentence }));
  });
  return told.filter((answer): answer is Answer => answer.sentence !== undefined);
}

/** The scheme that no other is ranked with. */
function onlyRanked({ compared }: Group): Compared | undefined {
  const ranked = compared.filter(({ digital }) => !digital);
  return ranked.length === 1 ? ranked[0] : undefined;
}

function stepsAnswer({ compared }: Group, { reference }: Comparison): string | undefined {
  const best = bestOf(compared, ({ final }) => final.value);
  if (!best) return undefined;
  const { one, schemes } = best;
  const said = `${schemes.join(' and ')} ${verb(best, 'take')} the fewest steps in the end, ${withInterval(one.final, steps)}`;
  const share = sure(one.bestShare, best);
  const { difference } = one;
  if (schemes.includes(reference) || !difference) return `${said}${share}.`;
  const { steps: off, corrected, verdict } = difference;
  const doubt = verdict === 'no difference shown' ? '; a difference is not shown' : '';
  return `${said}${share}: ${withInterval(off, steps)} against ${reference} (${pSaid(corrected)} after Holm${doubt}).`;
}

function budgetAnswer(group: Group, comparison: Comparison): string | undefined {
  return comparison.budget.value === undefined
    ? cheapestAnswer(group, comparison)
    : boughtAnswer(group, comparison);
}

function boughtAnswer({ compared }: Group, { budget, reference }: Comparison): string | undefined {
  const best = bestOf(compared, ({ budget }) => budget?.steps.value);
  if (!best) return undefined;
  const { one, schemes } = best;
  const most = `at most ${amountInWords(budget.cost, budget.value!)}`;
  const own = compared.find(({ scheme }) => scheme === reference)?.budget;
  const against =
    schemes.includes(reference) || !own ? '' : `; ${reference} takes ${withInterval(own.steps, steps)}`;
  return `with ${most}, ${schemes.join(' and ')} ${verb(best, 'take')} the fewest steps, ${withInterval(one.budget!.steps, steps)}${sure(one.budget!.bestShare, best)}${against}.`;
}

function cheapestAnswer(
  { compared }: Group,
  { budget: { cost }, reference }: Comparison,
): string | undefined {
  const best = bestOf(compared, ({ ratio }) => ratio[cost]?.value);
  if (!best) return undefined;
  const { one, schemes } = best;
  const share = sure(one.cheapestShare[cost], best);
  if (schemes.includes(reference))
    return `no scheme is cheaper in ${costWords[cost]} than ${reference} for the same steps${share}${next(compared, cost, schemes)}.`;
  const times = one.ratio[cost]!;
  const doubt = times.interval && !excludes(times, 1) ? ', which may be no difference' : '';
  return `${schemes.join(' and ')} ${verb(best, 'reach')} the steps of ${reference} with ${withInterval(times, multiple)} times its ${costWords[cost]}, less than any other${doubt}${share}.`;
}

/** The cheapest scheme but some. */
function next(compared: Group['compared'], cost: CostName, but: string[]): string {
  const rest = compared.filter(({ scheme }) => !but.includes(scheme));
  const best = bestOf(rest, ({ ratio }) => ratio[cost]?.value);
  if (!best) return '';
  return `; next, ${best.schemes.join(' and ')} ${verb(best, 'need')} ${withInterval(best.one.ratio[cost]!, multiple)} times as many`;
}

function verb({ schemes }: Best, plural: string): string {
  return schemes.length > 1 ? plural : `${plural}${plural.endsWith('ch') ? 'es' : 's'}`;
}

function sure(share: number | null, { schemes }: Best): string {
  if (share === null) return '';
  return ` (${schemes.length > 1 ? 'each ' : ''}first in ${percent(share)} of the resamples)`;
}
