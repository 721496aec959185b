import { costNames, type CostName } from '../../experiment/comparison-plan.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { amount, amountInWords, costWords, multiple, percent, steps, withInterval } from './amounts.js';
import { bestOf, type Best, type Comparison, type Group } from './comparison.js';
import { setting } from './claims.js';
import { TOLERANCE } from './cost-to-reach.js';

/** The best schemes for each bank and noise, by steps, by what is spent and by each cost, with their shares of resamples, as an HTML table. */
export function choiceTable({ groups, reference, budget: { cost, value } }: Comparison): string {
  const hasBudget = value !== undefined;
  return htmlTable(
    `The best scheme by each criterion. “By what a run spends”: from so many ${costWords[cost]} in the whole run on, no scheme takes fewer steps. Lowest costs are those to catch up with ${escapeHtml(reference)}, as multiples of its own: to take at most ${TOLERANCE} times its final steps. Percentages: how often the scheme would be the first if the seeds were drawn again. Far below 95 %, the choice is uncertain.`,
    [
      'noise and bank',
      ...(hasBudget ? [`fewest steps with ${amountInWords(cost, value)}`] : []),
      'fewest final steps',
      `by what a run spends, ${costWords[cost]}`,
      ...costNames.map((name) => `lowest cost in ${costWords[name]}`),
    ],
    groups.map((group) => [
      escapeHtml(setting(group)),
      ...(hasBudget ? [budgetCell(group)] : []),
      stepsCell(group),
      frontCell(group, cost),
      ...costNames.map((name) => costCell(group, name)),
    ]),
  ); // prettier-ignore
}

/** The front of steps and cost as a list: from which cost on which scheme takes the fewest steps. */
function frontCell({ compared }: Group, cost: CostName): string {
  const front = compared.filter((one) => one.front[cost]?.on && one.costs[cost]);
  const inOrder = front.toSorted((a, b) => a.costs[cost]!.value - b.costs[cost]!.value);
  const lines = inOrder.map((one) =>
    `${amount(cost, one.costs[cost]!.value)}: <strong>${escapeHtml(one.scheme)}</strong> <small>${steps(one.final.value)} steps</small>`); // prettier-ignore
  return lines.join('<br/>') || '–';
}

function budgetCell({ compared }: Group): string {
  const best = bestOf(compared, ({ budget }) => budget?.steps.value);
  return best ? cell(best, withInterval(best.one.budget!.steps, steps), best.one.budget!.bestShare) : '–';
}

function stepsCell({ compared }: Group): string {
  const best = bestOf(compared, ({ final }) => final.value);
  return best ? cell(best, withInterval(best.one.final, steps), best.one.bestShare) : '–';
}

function costCell({ compared }: Group, cost: CostName): string {
  if (compared.some((one) => one.costs[cost] === null)) return 'unknown';
  const best = bestOf(compared, ({ ratio }) => ratio[cost]?.value);
  if (!best) return '–';
  return cell(best, `× ${withInterval(best.one.ratio[cost]!, multiple)}`, best.one.cheapestShare[cost]);
}

function cell({ schemes }: Best, number: string, share: number | null): string {
  const certainty = share === null ? '' : `, ${escapeHtml(percent(share))}`;
  return `<strong>${escapeHtml(schemes.join(', '))}</strong><br/><small>${number}${certainty}</small>`;
}
