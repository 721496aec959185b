import { lineY, type Markish, areaY } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../../report/marks/axes.js';
import { count } from '../../../report/page/caption.js';
import { styleNumber, type ConditionStyle } from '../../../report/page/condition-style.js';
import { directLabels, labelWidth, stroke } from '../../../report/marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../../report/marks/figure.js';
import type { Anatomy, Curve } from '../anatomy.js';
import { valuePoints } from '../../../report/marks/value-points.js';
import { BEHIND } from '../../../report/marks/palette.js';

/** Height of the plot, and width of the whole figure on a page and on a small screen, pixels. */
const HEIGHT = 280;
const WIDTH = { wide: FULL_WIDTH, narrow: 350 };
const MARGIN = { marginTop: 10, marginLeft: 46, marginBottom: 38 };
/** First learning step of the axis; little is learned before. */
const FIRST = 10;

/** The distance of the critic in the devices from the ideal copy, over learning steps. */
export function accumulationFigure(anatomy: Anatomy): Figure {
  const { seeds, bank, noise } = anatomy;
  return {
    name: 'accumulation',
    title: 'Errors that accumulate, and errors that are corrected',
    caption: `R.m.s. distance of the critic in the devices from ideal memory with the same moves and rewards, in units of the window. Mean over ${count(seeds, 'seed')} with 95 % band, up to the shortest seed. Bank: ${bank}; noise: ${noise}.`,
    svg: draw(anatomy, WIDTH.wide),
    narrow: draw(anatomy, WIDTH.narrow),
  };
}

function draw({ schemes }: Anatomy, width: number): string {
  const end = Math.max(FIRST + 1, ...schemes.map(({ accumulation: { at } }) => at.at(-1)!));
  const top = 1.05 * Math.max(...schemes.flatMap(({ accumulation: { mean, interval } }) => mean.map((value, i) => interval[i]?.[1] ?? value)));
  const marginRight = labelWidth(schemes.map(({ scheme }) => scheme));
  const across = width - MARGIN.marginLeft - marginRight;
  const ends = schemes.map(({ scheme, accumulation: { mean } }, i) => ({ label: scheme, y: mean.at(-1)!, style: styleNumber(i) }));
  const space = { end: 1, xPerPixel: 1 / across, height: HEIGHT, fraction: (y: number) => y / top, value: (f: number) => f * top };
  return svgOf(
    {
      ...MARGIN,
      marginRight,
      width,
      height: MARGIN.marginTop + HEIGHT + MARGIN.marginBottom,
      x: { domain: [0, 1] },
      y: { domain: [0, top] },
      marks: [
        ...schemes.flatMap(({ accumulation }, i) => curveMarks(shown(accumulation, end), styleNumber(i))),
        ...schemes.map(({ accumulation }, i) => extension(shown(accumulation, end), styleNumber(i).colour)),
        ...schemes.map(({ scheme, accumulation }, i) => valuesOf(scheme, accumulation, end, styleNumber(i).colour)),
        ...bottomAxis({ label: 'learning steps', ticks: ticksTo(end).map((step) => along(step, end)), tickFormat: (x: number) => Math.round(FIRST * (end / FIRST) ** x).toLocaleString('en-US') }),
        ...leftAxis({ label: 'error of the critic (r.m.s.)', ticks: 5 }),
        ...directLabels(ends, space),
      ],
    },
    `Error of the critic over learning steps: ${schemes.map(({ scheme }) => scheme).join(', ')}`,
  );
} // prettier-ignore

/** The errors of a scheme in words. */
function valuesOf(scheme: string, { at, mean, interval }: Curve, end: number, fill: string): Markish {
  const points = at.flatMap((step, i) => step < FIRST ? [] : [{ step, x: along(step, end), y: mean[i], ends: interval[i] }]);
  const words = ({ step, y, ends }: (typeof points)[number]) =>
    `${scheme}, step ${step.toLocaleString('en-US')}: ${y.toFixed(3)}${ends ? ` [${ends.map((one) => one.toFixed(3)).join(', ')}]` : ''}`;
  return valuePoints(points, words, { x: 'x', y: 'y', fill });
} // prettier-ignore

/** The curve from the first step of the axis, on a logarithmic scale from 0 to 1, as labels beside the ends need a linear axis. */
function shown({ at, mean, interval }: Curve, end: number): Curve {
  const from = at.findIndex((step) => step >= FIRST);
  return {
    at: at.slice(from).map((step) => along(step, end)),
    mean: mean.slice(from),
    // A distance is never negative, but its interval may be.
    interval: interval.slice(from).map((ends) => ends && [Math.max(ends[0], 0), ends[1]]),
  };
}

/** A thin line from the end of a shorter curve to its label. */
function extension({ at, mean }: Curve, stroke: string): Markish {
  const ends = [at.at(-1)!, 1].map((x) => ({ x, y: mean.at(-1)! }));
  return lineY(ends, { x: 'x', y: 'y', stroke, strokeWidth: 0.5 });
}

function along(step: number, end: number): number {
  return Math.log(Math.max(step, FIRST) / FIRST) / Math.log(end / FIRST);
}

function ticksTo(end: number): number[] {
  return [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000].filter((step) => step <= end);
}

/** A curve with its 95 % band. */
export function curveMarks({ at, mean, interval }: Curve, style: ConditionStyle): Markish[] {
  const points = at.map((x, i) => {
    const [low, high] = interval[i] ?? [mean[i], mean[i]];
    return { x, y: mean[i], low, high };
  });
  return [
    areaY(points, { x: 'x', y1: 'low', y2: 'high', fill: style.colour, fillOpacity: BEHIND.band }),
    lineY(points, { x: 'x', y: 'y', ...stroke(style) }),
  ];
}
