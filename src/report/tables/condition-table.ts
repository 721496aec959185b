import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { average } from '../marks/average.js';
import { paragraph, whyNoInterval } from '../page/caption.js';
import { conditionStyles, type ConditionStyle } from '../page/condition-style.js';
import { conditionName, htmlTable } from '../page/html.js';
import { stepsInterval } from '../marks/steps-interval.js';

/** Episodes whose mean says how a condition began. */
const FIRST = 10;

/** What the numbers of these tables are. */
export function outcomes({ seeds }: Summary): string {
  return paragraph(
    'Steps are means over seeds; pulses and updates are means per seed.',
    whyNoInterval(seeds),
  );
}

/** What each condition came to, as an HTML table: steps at the beginning and at the end with their interval, unfinished episodes and cost. */
export function conditionTable(summary: Summary): string {
  const styles = conditionStyles(summary.conditions);
  return htmlTable(
    outcomes(summary),
    ['condition', ...outcomeHeadings(summary)],
    summary.conditions.map((condition, i) => [
      `${swatch(styles[i])} ${conditionName(condition.name)}`,
      ...outcomeCells(condition, summary),
    ]),
  );
}

/** What is told of each condition. */
export function outcomeHeadings({ conditions, episodes }: Summary): string[] {
  const last = conditions[0]?.final.episodes ?? episodes;
  return [
    `steps, first ${Math.min(FIRST, episodes)} episodes`,
    `steps, last ${last} episodes`,
    '95 % interval',
    'unfinished',
    'SET pulses',
    'RESET pulses',
    'device updates',
  ];
}

/** One condition's numbers below these headings. */
export function outcomeCells(condition: ConditionSummary, { seeds }: Summary): string[] {
  return [
    steps(average(condition.steps.mean.slice(0, FIRST))),
    steps(condition.final.steps.mean),
    stepsInterval(condition)?.map(steps).join(' – ') ?? '–',
    share(condition, seeds),
    amount(condition.pulses.set),
    amount(condition.pulses.reset),
    amount(condition.updates),
  ];
}

function swatch({ colour, dash, strokeWidth }: ConditionStyle): string {
  const line = `<path d="M0,5h24" stroke="${colour}" stroke-width="${strokeWidth + 0.5}" stroke-dasharray="${dash}"/>`;
  return `<svg width="24" height="10" aria-hidden="true">${line}</svg>`;
}

function steps(mean: number): string {
  return mean.toFixed(2);
}

function share({ truncated }: ConditionSummary, seeds: number): string {
  const unfinished = truncated.reduce((sum, value) => sum + value, 0);
  return unfinished === 0
    ? '0'
    : `${Number(((100 * unfinished) / (seeds * truncated.length)).toPrecision(2))} %`;
}

function amount(mean: number): string {
  return mean.toLocaleString('en-US', { maximumFractionDigits: mean < 100 ? 1 : 0 });
}
