import { link, text, type Markish } from '@observablehq/plot';
import type { ConditionStyle } from '../page/condition-style.js';
import { FONT_SIZE } from './figure.js';
import { spreadApart } from './separate-positions.js';

/** A curve's name, where the curve ends, and how it is drawn. */
export interface CurveEnd {
  label: string;
  y: number;
  style: ConditionStyle;
}

/** The scales that the labels stand beside: where x ends, what a pixel is worth, and y from its value to a fraction of the height and back. */
export interface LabelSpace {
  end: number;
  xPerPixel: number;
  height: number;
  fraction: (y: number) => number;
  value: (fraction: number) => number;
}

/** Longest label that is written out, in ems of the figure's type. */
const LONGEST = 22;
const LEADER = 12;
const SAMPLE = 22;

/** Width that labels take to the right of the plot, pixels. */
export function labelWidth(labels: string[]): number {
  const longest = Math.max(...labels.map((label) => label.length));
  return LEADER + SAMPLE + 10 + Math.ceil(Math.min(longest * 0.56, LONGEST) * FONT_SIZE);
}

/** Height below which so many labels would overlap, pixels. */
export function labelHeight(labels: number): number {
  return (labels - 1) * (FONT_SIZE + 3);
}

/** Names beside the curves' right ends: each led to from its curve and with a sample of its dash, none on another. */
export function directLabels(ends: CurveEnd[], space: LabelSpace): Markish[] {
  const gap = (FONT_SIZE + 3) / space.height;
  const wanted = ends.map(({ y }) => space.fraction(y));
  const at = spreadApart(wanted, gap, 0, 1).map(space.value);
  const x = (pixels: number) => space.end + pixels * space.xPerPixel;
  return ends.flatMap(({ label, y, style }, i) => [
    link([0], { x1: x(2), x2: x(LEADER - 2), y1: y, y2: at[i], strokeWidth: 0.5, stroke: style.colour }),
    link([0], { x1: x(LEADER), x2: x(LEADER + SAMPLE), y1: at[i], y2: at[i], ...stroke(style) }),
    text([label], {
      x: x(LEADER + SAMPLE + 5),
      y: at[i],
      textAnchor: 'start',
      lineWidth: LONGEST,
      textOverflow: 'ellipsis',
    }),
  ]);
}

/** A style as the options of a mark that draws lines. */
export function stroke(style: ConditionStyle): {
  stroke: string;
  strokeDasharray: string;
  strokeWidth: number;
} {
  return { stroke: style.colour, strokeDasharray: style.dash, strokeWidth: style.strokeWidth };
}
