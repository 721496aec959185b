import { noiseInWords } from '../../../experiment/noise-choice.js';
import { dot, frame, lineY, link, ruleX, ruleY, text, type Markish } from '@observablehq/plot';
import type { CostName } from '../../../experiment/comparison-plan.js';
import { bottomAxis, leftAxis } from '../../../report/marks/axes.js';
import { paragraph } from '../../../report/page/caption.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../../report/marks/figure.js';
import { rowScale } from '../../../report/marks/panel-rows.js';
import { costLabels } from '../amounts.js';
import type { Comparison } from '../comparison.js';
import { costAxis, paretoPoints, type ParetoPoint } from './pareto-points.js';
import { paretoLabels, type Panel } from './pareto-labels.js';
import { sharedStepsAxis, legibleTicks } from './steps-axis.js';

const HEIGHT = 190;
const GAP = 30;
const MARGIN = { top: 24, right: 12, bottom: 36, left: 40 };
const PANEL_WIDTH = FULL_WIDTH - MARGIN.left - MARGIN.right;
const FRONT = '#0072B2';

/** Final steps of every scheme against its cost, with the Pareto front: one panel per bank and noise. */
export function paretoFigure(comparison: Comparison, cost: CostName): Figure {
  const { reference, ideal, groups } = comparison;
  const digital = groups.some(({ compared }) => compared.some((one) => one.digital));
  return {
    name: `pareto-${cost}`,
    title: `Final steps against ${costLabels[cost]}`,
    caption: paragraph(
      'Means over seeds with 95 % intervals; the best place is the lower left. Blue: the front of schemes that no other scheme beats in both steps and cost. Percentages: the share of resamples in which a scheme is on the front.',
      `Diamond: ${reference}. A triangle at the upper edge with a number: steps beyond the axis.`,
      digital && 'Cross: acts on a digital copy, not ranked.',
      ideal !== null && 'Dashed: ideal memory.',
    ),
    svg: draw(comparison, cost),
  };
}

function draw(comparison: Comparison, cost: CostName): string {
  const { groups, ideal } = comparison;
  const up = sharedStepsAxis(comparison);
  const points = groups.flatMap((group, row) => paretoPoints(group, comparison, cost, row, up.domain[1]));
  const across = costAxis(cost, points.flatMap(({ costs }) => costs)); // prettier-ignore
  const panels = groups.map(({ bank, noise }, row) => ({
    row,
    words: `${noiseInWords(noise)}, ${bank}`,
    ideal: ideal?.final.value,
  }));
  return svgOf(
    {
      width: FULL_WIDTH,
      height: MARGIN.top + groups.length * (HEIGHT + GAP) - GAP + MARGIN.bottom,
      marginTop: MARGIN.top,
      marginRight: MARGIN.right,
      marginBottom: MARGIN.bottom,
      marginLeft: MARGIN.left,
      fy: rowScale(groups.length, HEIGHT, GAP),
      x: { type: 'log', domain: across.domain },
      y: { type: up.type, domain: up.domain },
      marks: [
        ruleY(panels, { fy: 'row', y: 'ideal', strokeDasharray: '4 2.5', strokeWidth: 0.75 }),
        ...pointMarks(points),
        ...labelMarks(points, { across, up, width: PANEL_WIDTH, height: HEIGHT, ideal: ideal?.final.value }),
        text(panels, { fy: 'row', text: 'words', frameAnchor: 'top-left', dy: -15, fontWeight: 'bold' }),
        frame({ strokeOpacity: 0.15 }),
        ...bottomAxis({
          label: `${costLabels[cost]}, mean per seed`,
          ticks: across.ticks,
          tickFormat: across.write,
        }),
        ...leftAxis({ label: 'final steps', ticks: legibleTicks(up, HEIGHT, 14), tickFormat: String }),
      ],
    },
    `Final steps against ${costLabels[cost]}`,
  );
}

function pointMarks(points: ParetoPoint[]): Markish[] {
  const front = points.filter(({ on }) => on).sort((a, b) => a.cost - b.cost);
  const others = points.filter(({ on, kind, beyond }) => !on && kind === 'other' && !beyond);
  const thin = { fy: 'row', strokeWidth: 0.75, strokeOpacity: 0.5 };
  return [
    ruleX(points, { ...thin, x: 'cost', y1: ({ steps }: ParetoPoint) => steps[0], y2: ({ steps }: ParetoPoint) => steps[2] }),
    ruleY(points, { ...thin, y: 'final', x1: ({ costs }: ParetoPoint) => costs[0], x2: ({ costs }: ParetoPoint) => costs[2] }),
    lineY(front, { fy: 'row', z: 'row', x: 'cost', y: 'final', curve: 'step-after', stroke: FRONT, strokeWidth: 1.5 }),
    dot(others, { fy: 'row', x: 'cost', y: 'final', r: 2.8, fill: 'currentColor', fillOpacity: 0.45 }),
    dot(points.filter(({ beyond, kind }) => beyond && kind === 'other'), { fy: 'row', x: 'cost', y: 'final', r: 3.2, symbol: 'triangle', fill: 'currentColor', fillOpacity: 0.6 }),
    dot(front, { fy: 'row', x: 'cost', y: 'final', r: 3.6, fill: FRONT }),
    dot(points.filter(({ kind }) => kind === 'digital'), { fy: 'row', x: 'cost', y: 'final', r: 3.2, symbol: 'times' }),
    dot(points.filter(({ kind }) => kind === 'reference'), { fy: 'row', x: 'cost', y: 'final', r: 4.5, symbol: 'diamond', fill: 'currentColor' }),
  ];
} // prettier-ignore

function labelMarks(points: ParetoPoint[], panel: Panel): Markish[] {
  const rows = [...new Set(points.map(({ row }) => row))];
  const placed = rows.flatMap((row) => paretoLabels(points.filter((point) => point.row === row), panel));
  return placed.flatMap(({ point, at, leader }) => [
    ...(leader
      ? [link([point], { fy: 'row', x1: 'cost', y1: 'final', x2: leader.x, y2: leader.y, strokeWidth: 0.5, strokeOpacity: 0.5 })]
      : []),
    text([point], {
      fy: 'row', x: at.x, y: at.y, text: 'label', textAnchor: 'start', fontSize: 10,
      ...(point.on ? { fill: FRONT, fontWeight: 'bold' } : point.kind === 'reference' ? { fontWeight: 'bold' } : { fillOpacity: 0.75 }),
    }),
  ]);
} // prettier-ignore
