import { areaY, dot, lineY, text, type Markish } from '@observablehq/plot';
import type { Summary } from '../../runs/summary.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { count, paragraph } from '../page/caption.js';
import { conditionStyles, IDEAL_STYLE, isOpenLoop } from '../page/condition-style.js';
import {
  isRecorded,
  weightPoints,
  weightRange,
  type Recorded,
  type WeightPoint,
} from '../marks/critic-points.js';
import { stroke } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { BEHIND } from '../marks/palette.js';
import { key, type KeyEntry } from '../marks/key.js';
import { valuePoints } from '../marks/value-points.js';
import { panelRows, rowHeadings, rowScale, type PanelRows } from '../marks/panel-rows.js';

/** One row of panels per condition and one panel per weight; ideal memory, if any, is drawn in all panels. */
interface Panels extends PanelRows<Recorded> {
  cells: number[];
  range: [number, number];
}

/** Maximum number of panels in a row; of more weights, every second, third, … is drawn. */
const MAXIMUM_PANELS = 12;
/** The same, and the width of the figure, on a small screen. */
const NARROW = { panels: 3, width: 350 };
const ROW = 104;
const GAP = 42;
const MARGIN = { marginTop: 54, marginRight: 8, marginBottom: 34, marginLeft: 40 };
const FACET = { fx: 'cell', fy: 'row' } as const;

/** Fig. 4b: critic weights over episodes, compared with ideal memory; undefined if no critic was recorded. @param published weights of the article at the end, by condition and cell */
export function criticWeightsFigure(
  summary: Summary,
  published: readonly (readonly number[])[] = [],
): Figure | undefined {
  const recorded = summary.conditions.filter(isRecorded);
  if (recorded.length === 0) return undefined;
  const panels = arrange(recorded);
  return {
    name: summary.task?.figures?.criticWeights ?? 'critic-weights',
    title: 'Critic weights over episodes',
    caption: caption(summary, panels, published.length > 0),
    svg: draw(summary, panels, FULL_WIDTH, published),
    narrow: draw(summary, arrange(recorded, NARROW.panels), NARROW.width, published),
  };
}

function arrange(recorded: Recorded[], maximum = MAXIMUM_PANELS): Panels {
  const weights = recorded[0].criticTrajectory.mean[0].length;
  const every = Math.ceil(weights / maximum);
  const cells = Array.from({ length: Math.ceil(weights / every) }, (_, panel) => panel * every);
  const range = weightRange(recorded.flatMap(({ criticTrajectory }) => criticTrajectory.mean.flat()));
  return { ...panelRows(recorded), cells, range };
}

function draw(
  summary: Summary,
  panels: Panels,
  width: number,
  published: readonly (readonly number[])[],
): string {
  const { rows, cells, range } = panels;
  return svgOf(
    {
      ...MARGIN,
      width,
      height: MARGIN.marginTop + rows.length * (ROW + GAP) - GAP + MARGIN.marginBottom,
      fx: { axis: null, domain: cells, paddingInner: 0.12, paddingOuter: 0 },
      fy: rowScale(rows.length, ROW, GAP),
      x: { domain: [0, summary.episodes] },
      y: { domain: range },
      marks: [
        ...curves(summary, panels),
        ...publishedWeights(summary, panels, published),
        ...episodeAxis(summary.episodes),
        ...leftAxis({ label: 'critic weight', ticks: 3 }),
        rowHeadings(rows, 30, cells[0]),
        panelHeadings(panels),
        key(keyEntries(summary, panels), 8),
      ],
    },
    `Critic weights over episodes: ${rows.map(({ name }) => name).join(', ')}`,
  );
}

function curves({ conditions }: Summary, { rows, ideal, cells, range }: Panels): Markish[] {
  const styles = conditionStyles(conditions);
  return rows.flatMap((condition, row) => {
    const { colour } = styles[conditions.indexOf(condition)];
    const points = weightPoints(condition, row, cells, range);
    const beside = ideal ? weightPoints(ideal, row, cells, range) : [];
    return [
      areaY(points, { ...FACET, x: 'episode', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.2 }),
      lineY(points, { ...FACET, x: 'episode', y: 'weight', stroke: colour, strokeWidth: 1.5 }),
      lineY(beside, { ...FACET, x: 'episode', y: 'weight', ...stroke(IDEAL_STYLE) }),
      ...cells.map((cell) =>
        valuesOf(
          condition.name,
          points.filter((point) => point.cell === cell),
          colour,
        ),
      ),
    ];
  });
}

/** The weights of the article at the end, as diamonds in the rows of their conditions. */
function publishedWeights(
  { conditions, episodes }: Summary,
  { rows, cells }: Panels,
  published: readonly (readonly number[])[],
): Markish[] {
  const styles = conditionStyles(conditions);
  return published.flatMap((weights, condition) => {
    const row = rows.findIndex((one) => one === conditions[condition]);
    const { colour } = styles[condition];
    const points = row < 0 ? [] : cells.map((cell) => ({ cell, row, episode: episodes, weight: weights[cell] }));
    const words = ({ cell, weight }: (typeof points)[number]) => `article, w${cell} at the end: ${weight}`;
    return [dot(points, { ...FACET, x: 'episode', y: 'weight', symbol: 'diamond', r: 4, stroke: colour, fill: colour, fillOpacity: BEHIND.raw, title: words })];
  });
} // prettier-ignore

/** The weight of one panel in words. */
function valuesOf(name: string, points: WeightPoint[], fill: string): Markish {
  const words = ({ cell, episode, weight, low, high }: WeightPoint) =>
    `${name}, w${cell}, episode ${episode}: ${weight.toFixed(3)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  return valuePoints(points, words, { ...FACET, x: 'episode', y: 'weight', fill }, 10);
}

/** An axis with the first and last episode only, so that labels of neighbouring panels do not overlap. */
function episodeAxis(episodes: number): Markish[] {
  return [
    ...bottomAxis({ label: 'episode', ticks: [0], tickFormat: ',d', textAnchor: 'start' }),
    ...bottomAxis({ label: null, ticks: [episodes], tickFormat: ',d', textAnchor: 'end' }),
  ];
}

function panelHeadings({ rows, cells }: Panels): Markish {
  const headings = rows.flatMap((_, row) => cells.map((cell) => ({ row, cell, name: `w${cell}` })));
  return text(headings, { ...FACET, text: 'name', frameAnchor: 'top', dy: -14 });
}

function keyEntries({ seeds }: Summary, { ideal }: Panels): KeyEntry[] {
  const style = { colour: 'currentColor', dash: 'none', strokeWidth: 1.5 };
  return [
    { label: seeds > 1 ? `mean of ${count(seeds, 'seed')}` : 'one seed', style },
    ...(seeds > 1 ? [{ label: '± 2 s.d.' }] : []),
    ...(ideal ? [{ label: ideal.name, style: IDEAL_STYLE }] : []),
  ];
}

function caption({ seeds }: Summary, { rows, ideal, cells }: Panels, published: boolean): string {
  const weights = rows[0].criticTrajectory.mean[0].length;
  const open = rows.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    'Each panel shows a weight of the critic in the devices after each episode:',
    seeds > 1 ? `mean over ${count(seeds, 'seed')}.` : 'one seed.',
    seeds > 1 && 'Shaded: ± 2 standard deviations, within the range of weights.',
    ideal && `Dashed: ${ideal.name}.`,
    published && 'Diamonds: published weights at the end.',
    cells.length < weights && `${cells.length} of ${weights} weights are shown.`,
    open.length > 0 &&
      `The learner of ${open.join(', ')} acts on a digital copy of its weights. Errors add up in its devices, which drift away from the copy.`,
  );
}
