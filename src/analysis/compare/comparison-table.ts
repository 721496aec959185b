import { costNames, type Budget } from '../../experiment/comparison-plan.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { amount, amountInWords, costWords, multiple, percent, pValue, steps } from './amounts.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import { setting } from './claims.js';
import type { Compared, Comparison, Group } from './comparison.js';

/** All schemes with one bank and one noise as an HTML table: the best under the budget first, ideal memory last. */
export function comparisonTable(group: Group, comparison: Comparison): string {
  const { reference, budget, ideal } = comparison;
  const rows = [...group.compared, ...(ideal ? [ideal] : [])];
  const name = setting(group);
  return htmlTable(
    `${escapeHtml(name.charAt(0).toUpperCase() + name.slice(1))}. Sorted by ${sortedBy(budget, reference)}.`,
    [
      'scheme',
      priced(budget),
      'final steps',
      `− ${escapeHtml(reference)}`,
      'p (Holm)',
      'steps, all episodes',
      'value error',
      ...costNames.map((cost) => costWords[cost]),
      'devices / weight',
      'words / weight',
    ],
    rows.map((one) => row(one, comparison)),
  );
}

function sortedBy({ cost, value }: Budget, reference: string): string {
  if (value !== undefined) return `the steps with at most ${amountInWords(cost, value)}`;
  return `the cost in ${costWords[cost]} to catch up with ${escapeHtml(reference)}`;
}

function priced({ cost, value }: Budget): string {
  return value === undefined
    ? `${costWords[cost]} to catch up, ×`
    : `steps with ${amountInWords(cost, value)}`;
}

function row(one: Compared, { reference, budget }: Comparison): string[] {
  const { scheme, digital, final, area, valueError, difference, devicesPerWeight, wordsPerWeight } = one;
  const significant = difference && difference.verdict !== 'no difference shown';
  const gap = cell(difference?.steps ?? null, steps);
  const plain = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(3))));
  return [
    `${escapeHtml(scheme)}${digital ? ' †' : ''}${scheme === reference ? ' (reference)' : ''}`,
    budgetCell(one, budget),
    cell(final, steps),
    significant ? `<strong>${gap}</strong>` : gap,
    difference ? escapeHtml(pValue(difference.corrected)) : '–',
    mean(area, steps),
    mean(valueError, (value) => value.toPrecision(2)),
    ...costNames.map((cost) => mean(one.costs[cost], (value) => amount(cost, value))),
    plain(devicesPerWeight),
    plain(wordsPerWeight),
  ];
}

function budgetCell(
  { budget: result, ratio, reached, bestShare }: Compared,
  { cost, value }: Budget,
): string {
  if (value === undefined) return reached === null && bestShare !== null ? 'never' : cell(ratio[cost], multiple); // prettier-ignore
  if (!result) return '–';
  return `${cell(result.steps, steps)}${result.spent < 1 ? `<br/><small>not spent by ${escapeHtml(percent(1 - result.spent))} of seeds</small>` : ''}`;
}

function mean(bounded: IntervalEstimate | null, write: (value: number) => string): string {
  return bounded ? write(bounded.value) : '–';
}

function cell(bounded: IntervalEstimate | null, write: (value: number) => string): string {
  if (!bounded) return '–';
  const { value, interval } = bounded;
  return `${write(value)}${interval ? `<br/><small>[${interval.map(write).join(', ')}]</small>` : ''}`;
}
