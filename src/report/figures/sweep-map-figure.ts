import { cell, text, type Markish } from '@observablehq/plot';
import type { Summary } from '../../runs/summary.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { count, paragraph, whyNoInterval } from '../page/caption.js';
import { FONT_SIZE, FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { shortenedTo, textWidth } from '../marks/text-width.js';
import { failureLimit, limitInWords, type FailureLimit } from '../page/sweep-failure.js';
import { HUE } from '../marks/palette.js';
import type { SweepAxis, SweepGrid, SweepPoint } from '../marks/sweep-grid.js';

/** Maximum number of columns; with more, the shorter axis becomes the horizontal one. */
const MAXIMUM_COLUMNS = 11;
const HEIGHT = 38;
const WIDTH = { minimum: 52, maximum: 110 };
/** Width of a cell where there is space for more. */
const SPACIOUS = 150;
const MARGIN = { marginTop: 6, marginRight: 6, marginBottom: 38 };
/** Ratio of the largest to the smallest mean above which colours are logarithmic. */
const LOGARITHMIC = 4;
/** Share of the colours, from the dark end, on which white text is more legible than black. */
const DARK = 0.45;

/** Final steps over two settings: a cell with a number for each combination. */
export function sweepMapFigure(summary: Summary, { axes, points }: SweepGrid): Figure {
  const across =
    axes[0].values.length > MAXIMUM_COLUMNS && axes[1].values.length < axes[0].values.length ? 1 : 0;
  const [x, y] = [axes[across], axes[1 - across]];
  const placed = points.map((point) => ({ ...point, at: [point.at[across], point.at[1 - across]] }));
  const hasInterval = !whyNoInterval(summary.seeds);
  const last = summary.conditions[0].final.episodes;
  const limit = failureLimit(summary);
  return {
    name: 'sweep',
    title: `Final steps over ${axes[0].name} and ${axes[1].name}`,
    caption: paragraph(
      `Moves per episode in the last ${count(last, 'episode')}:`,
      summary.seeds > 1
        ? `mean over ${count(summary.seeds, 'seed')}${hasInterval ? ', with half of the 95 % interval below' : ''}.`
        : 'one seed.',
      'Dark cells have few steps.',
      limit && `Framed cells: learning fails (${limitInWords(limit, summary)}).`,
      'An unfinished episode counts as the step limit.',
    ),
    svg: draw({ x, y, points: placed, hasInterval, limit }, FULL_WIDTH),
    narrow: draw({ x, y, points: placed, hasInterval, limit }),
  };
}

/** What a map shows, and how. */
interface SweepMap {
  x: SweepAxis;
  y: SweepAxis;
  points: SweepPoint[];
  hasInterval: boolean;
  /** beyond which cells are framed */
  limit: FailureLimit | undefined;
}

/** @param space width that cells fill, pixels; without it, they are as small as their words allow */
function draw({ x, y, points, hasInterval, limit }: SweepMap, space = 0): string {
  const marginLeft = Math.min(longest(y), WIDTH.maximum) + 32;
  const smallest = Math.min(Math.max(longest(x) + 8, WIDTH.minimum), WIDTH.maximum);
  const share = (space - marginLeft - MARGIN.marginRight) / x.values.length;
  const width = Math.max(smallest, Math.min(share, SPACIOUS));
  return svgOf(
    {
      ...MARGIN,
      marginLeft,
      width: marginLeft + width * x.values.length + MARGIN.marginRight,
      height: MARGIN.marginTop + HEIGHT * y.values.length + MARGIN.marginBottom,
      x: { type: 'band', domain: indices(x), padding: 0 },
      y: { type: 'band', domain: indices(y).reverse(), padding: 0 },
      color: { type: 'linear', domain: [0, 1], scheme: 'viridis' },
      marks: [
        ...cells(points, hasInterval),
        ...(limit ? [frames(points.filter(({ steps }) => limit.failed(steps)))] : []),
        ...bottomAxis({ label: x.name, tickFormat: (i: number) => words(x, i, width), tickSize: 0 }),
        ...leftAxis({
          label: y.name,
          tickFormat: (i: number) => words(y, i, WIDTH.maximum),
          tickSize: 0,
          labelOffset: marginLeft - 8,
        }),
      ],
    },
    `Final steps over ${x.name} and ${y.name}`,
  );
}

function cells(points: SweepPoint[], hasInterval: boolean): Markish[] {
  const shade = shades(points.map(({ steps }) => steps));
  const place = { x: ({ at }: SweepPoint) => at[0], y: ({ at }: SweepPoint) => at[1] };
  const ink = ({ steps }: SweepPoint) => (shade(steps) < DARK ? 'white' : 'black');
  const numbers = { ...place, fill: ink } as const;
  return [
    cell(points, { ...place, fill: ({ steps }: SweepPoint) => shade(steps), inset: 0.5, title: valueWords }),
    text(points, {
      ...numbers,
      text: ({ steps }: SweepPoint) => number(steps),
      ...(hasInterval && { dy: -6 }),
    }),
    ...(hasInterval
      ? [
          text(points, {
            ...numbers,
            text: ({ low, high }: SweepPoint) => `± ${number((high - low) / 2)}`,
            dy: 8,
            fontSize: FONT_SIZE - 2,
          }),
        ]
      : []),
  ];
}

/** Frames around cells where learning fails. */
function frames(points: SweepPoint[]): Markish {
  const place = { x: ({ at }: SweepPoint) => at[0], y: ({ at }: SweepPoint) => at[1] };
  return cell(points, { ...place, fill: 'none', stroke: HUE.crimson, strokeWidth: 3, inset: 2 });
}

function valueWords({ steps, low, high }: SweepPoint): string {
  return `${number(steps)} steps${high > low ? ` [${number(low)}, ${number(high)}]` : ''}`;
}

/** The place of steps along the colours, from 0 to 1. */
function shades(steps: number[]): (steps: number) => number {
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  if (high === low) return () => 0;
  const by = low > 0 && high > LOGARITHMIC * low ? Math.log : (value: number) => value;
  return (value) => (by(value) - by(low)) / (by(high) - by(low));
}

function number(steps: number): string {
  return steps.toFixed(steps < 99.95 ? 2 : 1);
}

function indices({ values }: SweepAxis): number[] {
  return values.map((_, i) => i);
}

function longest({ values }: SweepAxis): number {
  return Math.ceil(Math.max(...values.map((value) => textWidth(String(value), FONT_SIZE))));
}

function words({ values }: SweepAxis, i: number, width: number): string {
  return shortenedTo(String(values[i]), width, FONT_SIZE);
}
