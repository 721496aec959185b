import type { Sweep } from '../../experiment/sweep/sweep.js';
import { count, whyNoInterval } from '../../report/page/caption.js';
import { isOpenLoop } from '../../report/page/condition-style.js';
import { runLead } from '../../report/page/run-lead.js';
import { DIGITAL, ofDigitalWeights, stepsInterval } from '../../report/tables/condition-table.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { textTable } from './text-table.js';
import { wrapped } from './wrapped.js';

/** Above this number of conditions, columns that find no room are left to the report. */
const MOST_STACKED = 4;

/** A finished run as text of at most so many columns: the finding with its number, then a row a condition. */
export function summaryText(summary: Summary, sweep: Sweep | undefined, width: number): string {
  const { sentence, number, interval, of } = runLead(summary, sweep);
  const { environment, seeds, episodes, conditions } = summary;
  const last = conditions[0].final.episodes;
  const brackets = whyNoInterval(seeds) || 'Brackets: 95 % intervals.';
  const size = `${environment}: ${count(seeds, 'seed')} of ${count(episodes, 'episode')}; steps per episode over the last ${last}, costs of the whole run per seed. ${brackets}`;
  const table = textTable(tableOf(summary), { width, stacked: conditions.length <= MOST_STACKED });
  const paragraphs = [
    wrapped(sentence, width),
    wrapped([number, interval, of].filter(Boolean).join(' '), width, 2),
    wrapped(size, width),
    [table.trimEnd()],
    conditions.some(isOpenLoop) ? wrapped(`${DIGITAL}: ${ofDigitalWeights}; the value error is that of the devices.`, width) : [],
  ]; // prettier-ignore
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [`${lines.join('\n')}\n`] : [])).join('\n');
}

/** A column: its heading, and its cell for each condition. */
type Column = readonly [heading: string, cell: (condition: ConditionSummary) => string];

function tableOf(summary: Summary): string[][] {
  const { conditions, seeds, episodes } = summary;
  const unfinished = ({ truncated }: ConditionSummary) =>
    truncated.reduce((sum, value) => sum + value, 0) / (seeds * episodes);
  const columns: Column[] = [
    ['condition', (one) => `${one.name}${isOpenLoop(one) ? ` ${DIGITAL}` : ''}`],
    ['steps', (one) => withInterval(one.final.steps.mean, stepsInterval(one), (value) => value.toFixed(2))],
    ['value error', ({ valueError: error }) => (error ? withInterval(error.mean, error.interval, short) : '–')],
    ['pulses', ({ pulses }) => (pulses.set + pulses.reset).toFixed(0)],
  ];
  if (conditions.some((one) => unfinished(one) > 0))
    columns.push(['unfinished', (one) => `${(100 * unfinished(one)).toFixed(2)} %`]);
  return [columns.map(([heading]) => heading), ...conditions.map((one) => columns.map(([, cell]) => cell(one)))];
} // prettier-ignore

function withInterval(
  mean: number,
  interval: readonly [number, number] | null,
  write: (value: number) => string,
): string {
  return `${write(mean)}${interval ? ` [${interval.map(write).join(', ')}]` : ''}`;
}

/** A root mean square with three decimals; the end of its interval may lie below 0, which none can. */
function short(value: number): string {
  return Math.max(0, value).toFixed(3);
}
