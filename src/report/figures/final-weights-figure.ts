import { dot, link, ruleX, type Markish } from '@observablehq/plot';
import type { ConditionSummary, Spread, Summary } from '../../runs/summary.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { count, paragraph } from '../page/caption.js';
import { conditionStyles, isOpenLoop } from '../page/condition-style.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { panelRows, rowHeadings, rowScale, type PanelRows } from '../marks/panel-rows.js';
import { weightRange } from './critic-weights-figure.js';

type Rows = PanelRows<ConditionSummary>;

const ROW = 120;
const GAP = 34;
const MARGIN = { marginTop: 26, marginRight: 8, marginBottom: 34, marginLeft: 40 };

/** Critic weights by cell at the end of a run, for tasks with too many weights to record during the run. */
export function finalWeightsFigure(summary: Summary): Figure {
  const panels = panelRows(summary.conditions);
  return {
    name: 'critic-weights-final',
    title: 'Critic weights at the end',
    caption: caption(summary, panels),
    svg: draw(summary, panels),
  };
}

function draw({ conditions }: Summary, { rows, ideal }: Rows): string {
  const styles = conditionStyles(conditions);
  const range = weightRange(conditions.flatMap(({ criticWeights }) => criticWeights.mean));
  const marks = rows.flatMap((condition, row) => [
    ...deviceMarks(condition.criticWeights, row, styles[conditions.indexOf(condition)].colour, range),
    ...(condition.believed ? [digitalCopyMarks(condition.believed.criticWeights, row)] : []),
    ...(ideal ? [idealMarks(ideal.criticWeights, row)] : []),
  ]);
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: MARGIN.marginTop + rows.length * (ROW + GAP) - GAP + MARGIN.marginBottom,
      fy: rowScale(rows.length, ROW, GAP),
      x: { type: 'linear', domain: [-0.7, rows[0].criticWeights.mean.length - 0.3] },
      y: { domain: range },
      marks: [
        ...marks,
        ...bottomAxis({ label: 'cell', interval: 1, ticks: 12, tickFormat: 'd' }),
        ...leftAxis({ label: 'critic weight', ticks: 3 }),
        rowHeadings(rows, 14),
      ],
    },
    `Critic weights at the end: ${rows.map(({ name }) => name).join(', ')}`,
  );
}

function deviceMarks(
  { mean, standardDeviation }: Spread<number[]>,
  row: number,
  colour: string,
  [low, high]: [number, number],
): Markish[] {
  const points = mean.map((weight, cell) => {
    const reach = 2 * standardDeviation[cell];
    return { row, cell, weight, low: Math.max(weight - reach, low), high: Math.min(weight + reach, high) };
  });
  return [
    ruleX(points, { fy: 'row', x: 'cell', y1: 'low', y2: 'high', stroke: colour, strokeOpacity: 0.5 }),
    dot(points, { fy: 'row', x: 'cell', y: 'weight', r: 2, fill: colour }),
  ];
}

function digitalCopyMarks({ mean }: Spread<number[]>, row: number): Markish {
  const points = mean.map((weight, cell) => ({ row, cell, weight }));
  return dot(points, { fy: 'row', x: 'cell', y: 'weight', r: 3, stroke: 'currentColor', strokeWidth: 0.75 });
}

function idealMarks({ mean }: Spread<number[]>, row: number): Markish {
  const reach = Math.min(0.4, mean.length / 80);
  const points = mean.map((weight, cell) => ({ row, weight, from: cell - reach, to: cell + reach }));
  return link(points, {
    fy: 'row',
    x1: 'from',
    x2: 'to',
    y1: 'weight',
    y2: 'weight',
    stroke: 'currentColor',
    strokeWidth: 0.75,
  });
}

function caption({ seeds }: Summary, { rows, ideal }: Rows): string {
  return paragraph(
    'Weights of the critic in the devices after the last episode, by cell:',
    seeds > 1 ? `mean over ${count(seeds, 'seed')} (dots).` : 'one seed.',
    seeds > 1 && 'Lines: ± 2 standard deviations, within the range of weights.',
    ideal && `Short bars: ${ideal.name}.`,
    rows.some(isOpenLoop) &&
      'Open circles: the digital copy of the weights, on which an open-loop learner acts.',
  );
}
