import { dot, link, ruleX, type Markish } from '@observablehq/plot';
import type { ConditionSummary, Spread, Summary } from '../../runs/summary.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { count, paragraph } from '../page/caption.js';
import { conditionStyles, isOpenLoop } from '../page/condition-style.js';
import { hasCritic, headsOf, mainColumns } from '../page/heads.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { panelRows, rowHeadings, rowScale, type PanelRows } from '../marks/panel-rows.js';
import { weightRange } from '../marks/critic-points.js';

type Rows = PanelRows<ConditionSummary>;

const ROW = 120;
const GAP = 34;
const MARGIN = { marginTop: 26, marginRight: 8, marginBottom: 34, marginLeft: 40 };

/** Width of the columns of a cell together, cells. */
const SPREAD = 0.7;

/** Critic weights by cell at the end of a run, for tasks with too many weights to record during the run; or all action values. */
export function finalWeightsFigure(summary: Summary): Figure {
  const panels = panelRows(summary.conditions);
  const critic = hasCritic(summary.conditions[0]);
  return {
    name: critic ? 'critic-weights-final' : 'action-values-final',
    title: critic ? 'Critic weights at the end' : 'Action values at the end',
    caption: caption(summary, panels),
    svg: draw(summary, panels),
  };
}

function draw({ conditions }: Summary, { rows, ideal }: Rows): string {
  const styles = conditionStyles(conditions);
  const range = weightRange(
    conditions.flatMap((condition) => mainColumns(condition).flatMap(({ mean }) => mean)),
  );
  const heads = mainColumns(conditions[0]).length;
  const marks = rows.flatMap((condition, row) => {
    const { colour } = styles[conditions.indexOf(condition)];
    const { believed } = condition;
    return Array.from({ length: heads }, (_, head) => {
      const place = { row, aside: SPREAD * ((head + 0.5) / heads - 0.5), heads };
      return [
        ...deviceMarks(mainColumns(condition)[head], place, colour, range),
        ...(believed ? [digitalCopyMarks(mainColumns(believed)[head], place)] : []),
        ...(ideal ? [idealMarks(mainColumns(ideal)[head], place)] : []),
      ];
    }).flat();
  });
  const label = hasCritic(conditions[0]) ? 'critic weight' : 'action value';
  const cells = mainColumns(rows[0])[0].mean.length;
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: MARGIN.marginTop + rows.length * (ROW + GAP) - GAP + MARGIN.marginBottom,
      fy: rowScale(rows.length, ROW, GAP),
      x: { type: 'linear', domain: [-0.7, cells - 0.3] },
      y: { domain: range },
      marks: [
        ...marks,
        ...bottomAxis({ label: 'cell', interval: 1, ticks: 12, tickFormat: 'd' }),
        ...leftAxis({ label, ticks: 3 }),
        rowHeadings(rows, 14),
      ],
    },
    `${hasCritic(conditions[0]) ? 'Critic weights' : 'Action values'} at the end: ${rows.map(({ name }) => name).join(', ')}`,
  );
}

/** Where the marks of a head are: the row of panels, and how far from the middle of their cell. */
interface HeadPlace {
  row: number;
  aside: number;
  heads: number;
}

function deviceMarks(
  { mean, standardDeviation }: Spread<number[]>,
  { row, aside }: HeadPlace,
  colour: string,
  [low, high]: [number, number],
): Markish[] {
  const points = mean.map((weight, cell) => {
    const reach = 2 * standardDeviation[cell];
    const [lower, upper] = [Math.max(weight - reach, low), Math.min(weight + reach, high)];
    return { row, cell: cell + aside, weight, low: lower, high: upper };
  });
  return [
    ruleX(points, { fy: 'row', x: 'cell', y1: 'low', y2: 'high', stroke: colour, strokeOpacity: 0.5 }),
    dot(points, { fy: 'row', x: 'cell', y: 'weight', r: 2, fill: colour }),
  ];
}

function digitalCopyMarks({ mean }: Spread<number[]>, { row, aside }: HeadPlace): Markish {
  const points = mean.map((weight, cell) => ({ row, cell: cell + aside, weight }));
  return dot(points, { fy: 'row', x: 'cell', y: 'weight', r: 3, stroke: 'currentColor', strokeWidth: 0.75 });
}

function idealMarks({ mean }: Spread<number[]>, { row, aside, heads }: HeadPlace): Markish {
  const reach = Math.min(0.4, mean.length / 80) / heads;
  const points = mean.map((weight, cell) => ({
    row,
    weight,
    from: cell + aside - reach,
    to: cell + aside + reach,
  }));
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

function caption(summary: Summary, { rows, ideal }: Rows): string {
  const { seeds } = summary;
  const critic = hasCritic(summary.conditions[0]);
  return paragraph(
    critic
      ? 'Weights of the critic in the devices after the last episode, by cell:'
      : 'Action values in the devices after the last episode, by cell:',
    seeds > 1 ? `mean over ${count(seeds, 'seed')} (dots).` : 'one seed.',
    !critic &&
      `In each cell from left to right: ${headsOf(summary)
        .map(({ name }) => name)
        .join(', ')}.`,
    seeds > 1 && 'Lines: ± 2 standard deviations, within the range of weights.',
    ideal && `Short bars: ${ideal.name}.`,
    rows.some(isOpenLoop) &&
      'Open circles: the digital copy of the weights, on which an open-loop learner acts.',
  );
}
