import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { meanOf } from '../../core/maths/vectors.js';
import { paragraph, whyNoInterval } from '../page/caption.js';
import { conditionStyles, isOpenLoop, type ConditionStyle } from '../page/condition-style.js';
import { conditionName, htmlTable, escapeHtml } from '../page/html.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import { sweepAxes, sweepPlace } from '../marks/sweep-grid.js';

/** Number of first episodes whose mean is shown. */
const FIRST = 10;

/** The mark of conditions whose learner acts on digital weights, and what it means. */
export const DIGITAL = '†';
export const ofDigitalWeights =
  'steps of digital weights: the learner acts on a digital copy, so they say nothing about devices';

/** The caption of the tables of results. */
function resultsCaption({ seeds, conditions }: Summary): string {
  return paragraph(
    'Steps are means over seeds; pulses and weight updates are means per seed.',
    whyNoInterval(seeds),
    conditions.some(isOpenLoop) && `${DIGITAL}: ${ofDigitalWeights}.`,
  );
}

/** The results of each condition as an HTML table: first and last steps with their interval, unfinished episodes, and cost. */
export function conditionTable(summary: Summary): string {
  const styles = conditionStyles(summary.conditions);
  return htmlTable(
    resultsCaption(summary),
    ['condition', ...resultHeadings(summary)],
    summary.conditions.map((condition, i) => [
      `${swatch(styles[i])} ${conditionName(condition.name)}${isOpenLoop(condition) ? ` ${DIGITAL}` : ''}`,
      ...resultCells(condition, summary),
    ]),
  );
}

/** Headings of the results of a condition. */
function resultHeadings({ conditions, episodes }: Summary): string[] {
  const last = conditions[0]?.final.episodes ?? episodes;
  return [
    `steps, first ${Math.min(FIRST, episodes)} episodes`,
    `steps, last ${last} episodes`,
    '95 % interval',
    'unfinished',
    'SET pulses',
    'RESET pulses',
    'weight updates',
  ];
}

/** The results of one condition, one cell per heading. */
function resultCells(condition: ConditionSummary, { seeds }: Summary): string[] {
  return [
    steps(meanOf(condition.steps.mean.slice(0, FIRST))),
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

/** The 95 % interval of a condition's final steps, cut to the possible range from 1 to the step limit; null if unknown. */
export function stepsInterval({ final, settings }: ConditionSummary): [number, number] | null {
  const limit = settings['stepLimit'];
  const maximum = typeof limit === 'number' ? limit : Infinity;
  const { interval } = final.steps;
  return interval && [Math.max(interval[0], 1), Math.min(interval[1], maximum)];
}

/** The results of each combination of a sweep as an HTML table, with one column per setting. */
export function sweepTable(summary: Summary, sweep: Sweep): string {
  const axes = sweepAxes(sweep);
  return htmlTable(
    resultsCaption(summary),
    [...axes.map(({ name }) => escapeHtml(name)), ...resultHeadings(summary)],
    summary.conditions.map((condition, i) => {
      const place = sweepPlace(axes, i);
      const values = axes.map(({ values }, axis) => escapeHtml(String(values[place[axis]])));
      return [...values, ...resultCells(condition, summary)];
    }),
  );
}
