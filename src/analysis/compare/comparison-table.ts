import { markOf } from './unranked.js';
import { costNames, type CostName } from '../../experiment/comparison-plan.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { amount, amountInWords, costWords, multiple, percent, pValue, steps } from './amounts.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import { setting } from './claims.js';
import { isNamed, type Compared, type Comparison, type Group } from './comparison.js';
import { bestFirst } from './findings/best-first.js';
import { nameOf } from './findings/finding-words.js';
import { tunedSettings } from './findings/tuning-sentences.js';

/** All schemes with one bank and one noise as an HTML table: the best first, ideal memory last. */
export function comparisonTable(group: Group, comparison: Comparison): string {
  const { ideal } = comparison;
  const rows = [...bestFirst(group, comparison), ...(ideal ? [ideal] : [])];
  const name = setting(group);
  const columns = columnsOf(comparison);
  return htmlTable(
    `${escapeHtml(name.charAt(0).toUpperCase() + name.slice(1))}, the best first.`,
    ['scheme', ...columns.map(({ head }) => head)],
    rows.map((one) => [nameCell(one, comparison), ...columns.map(({ cell }) => cell(one))]),
  );
}

/** A column of the table: its heading and its cell for a scheme, as HTML. */
interface Column {
  head: string;
  cell: (one: Compared) => string;
}

function columnsOf({ groups, reference, budget }: Comparison): Column[] {
  const { cost, value } = budget;
  const tuned = groups.some(({ compared }) => compared.some((one) => one.tuned));
  const plain = (number: number | null) => (number === null ? '–' : String(Number(number.toPrecision(3))));
  const column = (head: string, cell: (one: Compared) => string): Column => ({ head, cell });
  return [
    ...(value === undefined ? [] : [column(`steps with ${amountInWords(cost, value)}`, (one) => budgetCell(one))]),
    column(tuned ? 'final steps, tuned' : 'final steps', ({ final }) => cell(final, steps)),
    ...(tuned
      ? [
          column('default settings', ({ untuned }) => cell(untuned?.final ?? null, steps)),
          column('gain by tuning', ({ untuned }) => cell(untuned?.gain ?? null, steps)),
        ]
      : []),
    column(`− ${escapeHtml(reference)}`, differenceCell),
    column('p, corrected', ({ difference }) => (difference ? escapeHtml(pValue(difference.corrected)) : '–')),
    column('behind the best', ({ behind }) => cell(behind, steps)),
    column(`${costWords[cost]} to catch up, ×`, (one) => catchUpCell(one, cost)),
    ...costNames.map((name) => column(costWords[name], (one) => mean(one.costs[name], (paid) => amount(name, paid)))),
    column('steps, all episodes', ({ area }) => mean(area, steps)),
    column('value error', ({ valueError }) => mean(valueError, (error) => error.toPrecision(2))),
    column('devices / weight', ({ devicesPerWeight }) => plain(devicesPerWeight)),
    column('words / weight', ({ wordsPerWeight }) => plain(wordsPerWeight)),
    ...(tuned ? [column('tuned settings', (one) => `<span class="settings">${escapeHtml(tunedSettings(one) || '–')}</span>`)] : []),
  ];
} // prettier-ignore

function nameCell(one: Compared, { reference, seeds }: Comparison): string {
  const { longRuns } = one;
  const rare = longRuns ? `<br/><small>${longRuns.seeds} of ${seeds} seeds end above ${steps(longRuns.above)} steps</small>` : '';
  return `${escapeHtml(nameOf(one))}${markOf(one)}${isNamed(one, reference) ? ' (reference)' : ''}${rare}`;
} // prettier-ignore

function differenceCell({ difference }: Compared): string {
  const gap = cell(difference?.steps ?? null, steps);
  return difference && ['fewer', 'more'].includes(difference.verdict) ? `<strong>${gap}</strong>` : gap;
}

function catchUpCell({ ratio, reached, bestShare }: Compared, cost: CostName): string {
  return reached === null && bestShare !== null ? 'never' : cell(ratio[cost], multiple);
}

function budgetCell({ budget: result }: Compared): string {
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
