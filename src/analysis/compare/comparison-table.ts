import { costNames, type Budget } from '../../experiment/comparison-plan.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { amount, amountInWords, costWords, multiple, percent, pValue, steps } from './amounts.js';
import type { Bounded } from '../statistics/interval-estimate.js';
import { setting } from './claims.js';
import type { Compared, Comparison, Group } from './comparison.js';

/** All schemes in one bank with one noise as an HTML table, the best by the budget first, and exact memories last. */
export function comparisonTable(group: Group, comparison: Comparison): string {
  const { reference, budget, ideal } = comparison;
  const rows = [...group.compared, ...(ideal ? [ideal] : [])];
  const name = setting(group);
  return htmlTable(
    `${escapeHtml(name.charAt(0).toUpperCase() + name.slice(1))}; sorted by ${sortedBy(budget, reference)}.`,
    [
      'scheme',
      priced(budget),
      'steps in the end',
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
  if (value !== undefined) return `the steps that ${amountInWords(cost, value)} buy`;
  return `the ${costWords[cost]} that the steps of ${escapeHtml(reference)} cost`;
}

function priced({ cost, value }: Budget): string {
  return value === undefined
    ? `${costWords[cost]} for the same steps, ×`
    : `steps with ${amountInWords(cost, value)}`;
}

function row(one: Compared, { reference, budget }: Comparison): string[] {
  const { scheme, digital, final, area, valueError, difference, devicesPerWeight, wordsPerWeight } = one;
  const shown = difference && difference.verdict !== 'no difference shown';
  const gap = cell(difference?.steps ?? null, steps);
  const plain = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(3))));
  return [
    `${escapeHtml(scheme)}${digital ? ' †' : ''}${scheme === reference ? ' (reference)' : ''}`,
    budgetCell(one, budget),
    cell(final, steps),
    shown ? `<strong>${gap}</strong>` : gap,
    difference ? escapeHtml(pValue(difference.corrected)) : '–',
    mean(area, steps),
    mean(valueError, (value) => value.toPrecision(2)),
    ...costNames.map((cost) => mean(one.costs[cost], (value) => amount(cost, value))),
    plain(devicesPerWeight),
    plain(wordsPerWeight),
  ];
}

function budgetCell(
  { budget: bought, ratio, reached, bestShare }: Compared,
  { cost, value }: Budget,
): string {
  if (value === undefined) return reached === null && bestShare !== null ? 'never' : cell(ratio[cost], multiple); // prettier-ignore
  if (!bought) return '–';
  return `${cell(bought.steps, steps)}${bought.spent < 1 ? `<br/><small>not spent by ${escapeHtml(percent(1 - bought.spent))}</small>` : ''}`;
}

function mean(bounded: Bounded | null, write: (value: number) => string): string {
  return bounded ? write(bounded.value) : '–';
}

function cell(bounded: Bounded | null, write: (value: number) => string): string {
  if (!bounded) return '–';
  const { value, interval } = bounded;
  return `${write(value)}${interval ? `<br/><small>[${interval.map(write).join(', ')}]</small>` : ''}`;
}
