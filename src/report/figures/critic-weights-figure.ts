import { areaY, lineY, text, type Markish } from '@observablehq/plot';
import type { Summary, ConditionSummary } from '../../runs/summary.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { count, paragraph } from '../page/caption.js';
import { conditionStyles, IDEAL_STYLE, isOpenLoop } from '../page/condition-style.js';
import { stroke } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
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

/** Fig. 4b: critic weights over episodes, compared with ideal memory; undefined if no critic was recorded. */
export function criticWeightsFigure(summary: Summary): Figure | undefined {
  const recorded = summary.conditions.filter(isRecorded);
  if (recorded.length === 0) return undefined;
  const panels = arrange(recorded);
  return {
    name: summary.task?.figures?.criticWeights ?? 'critic-weights',
    title: 'Critic weights over episodes',
    caption: caption(summary, panels),
    svg: draw(summary, panels, FULL_WIDTH),
    narrow: draw(summary, arrange(recorded, NARROW.panels), NARROW.width),
  };
}

function arrange(recorded: Recorded[], maximum = MAXIMUM_PANELS): Panels {
  const weights = recorded[0].criticTrajectory.mean[0].length;
  const every = Math.ceil(weights / maximum);
  const cells = Array.from({ length: Math.ceil(weights / every) }, (_, panel) => panel * every);
  const range = weightRange(recorded.flatMap(({ criticTrajectory }) => criticTrajectory.mean.flat()));
  return { ...panelRows(recorded), cells, range };
}

function draw(summary: Summary, panels: Panels, width: number): string {
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

function caption({ seeds }: Summary, { rows, ideal, cells }: Panels): string {
  const weights = rows[0].criticTrajectory.mean[0].length;
  const open = rows.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    'Each panel shows a weight of the critic in the devices after each episode:',
    seeds > 1 ? `mean over ${count(seeds, 'seed')}.` : 'one seed.',
    seeds > 1 && 'Shaded: ± 2 standard deviations, within the range of weights.',
    ideal && `Dashed: ${ideal.name}.`,
    cells.length < weights && `${cells.length} of ${weights} weights are shown.`,
    open.length > 0 &&
      `The learner of ${open.join(', ')} acts on a digital copy of its weights. Errors add up in its devices, which drift away from the copy.`,
  );
}

/** A condition whose critic was recorded during the run. */
type Recorded = ConditionSummary & Required<Pick<ConditionSummary, 'criticTrajectory'>>;

/** A weight in its row after an episode, with its band. */
interface WeightPoint {
  row: number;
  cell: number;
  episode: number;
  weight: number;
  low: number;
  high: number;
}

/** Whether the critic of this condition was recorded. */
function isRecorded(condition: ConditionSummary): condition is Recorded {
  return condition.criticTrajectory !== undefined;
}

/** The range of weights: 0 … 1, or wider if one of the means lies outside. */
export function weightRange(means: number[]): [number, number] {
  return means.reduce<[number, number]>(
    ([low, high], mean) => [Math.min(low, mean), Math.max(high, mean)],
    [0, 1],
  );
}

/** The critic of a condition as points of one row of panels; bands of ± 2 standard deviations end at the range of weights. */
function weightPoints(
  condition: Recorded,
  row: number,
  cells: number[],
  range: [number, number],
): WeightPoint[] {
  const { episodes, mean, standardDeviation } = condition.criticTrajectory;
  return cells.flatMap((cell) =>
    episodes.map((episode, i) => {
      const weight = mean[i][cell];
      const reach = 2 * standardDeviation[i][cell];
      return {
        row,
        cell,
        episode,
        weight,
        low: Math.max(weight - reach, range[0]),
        high: Math.min(weight + reach, range[1]),
      };
    }),
  );
}
