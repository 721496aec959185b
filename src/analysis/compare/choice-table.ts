import { costNames, type CostName } from '../../experiment/comparison-plan.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { amountInWords, costWords, multiple, percent, steps, withInterval } from './amounts.js';
import { bestOf, type Best, type Comparison, type Group } from './comparison.js';
import { setting } from './claims.js';
import { TOLERANCE } from './cost-to-reach.js';

/** Which scheme to choose: for each bank and noise, the first by each cost and by steps, how far, and how often among the resamples, as an HTML table. */
export function choiceTable({ groups, reference, budget: { cost, value } }: Comparison): string {
  const bought = value !== undefined;
  return htmlTable(
    `The scheme to choose. Costs: until a scheme does what ${escapeHtml(reference)} does (no more than ${TOLERANCE} of its final steps), as a multiple of what that pays. Percent: how often it is the first when the seeds are drawn anew; far below 95 % the choice is open.`,
    [
      'with',
      ...(bought ? [`fewest steps with ${amountInWords(cost, value)}`] : []),
      'fewest steps in the end',
      ...costNames.map((name) => `least ${costWords[name]}`),
    ],
    groups.map((group) => [
      escapeHtml(setting(group)),
      ...(bought ? [boughtCell(group)] : []),
      stepsCell(group),
      ...costNames.map((name) => costCell(group, name)),
    ]),
  ); // prettier-ignore
}

function boughtCell({ compared }: Group): string {
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
  const sure = share === null ? '' : `, ${escapeHtml(percent(share))}`;
  return `<strong>${escapeHtml(schemes.join(', '))}</strong><br/><small>${number}${sure}</small>`;
}
