import { link, text, type Markish } from '@observablehq/plot';
import type { ConditionStyle } from '../page/condition-style.js';
import { FONT_SIZE } from './figure.js';
import { separatePositions } from './separate-positions.js';
import { textWidth } from './text-width.js';

/** A curve's label, the y at which the curve ends, and its style. */
export interface CurveEnd {
  label: string;
  y: number;
  style: ConditionStyle;
}

/** The scales beside which the labels stand: the end of x, the size of a pixel, and y as a fraction of the height and back. */
export interface LabelSpace {
  end: number;
  xPerPixel: number;
  height: number;
  fraction: (y: number) => number;
  value: (fraction: number) => number;
}

/** Maximum length of a label, ems; longer ones end in an ellipsis. */
const MAXIMUM_LENGTH = 22;
const LEADER = 12;
const SAMPLE = 22;

/** Width of the labels to the right of the plot, pixels. */
export function labelWidth(labels: string[]): number {
  const longest = Math.max(...labels.map((label) => textWidth(label, FONT_SIZE)));
  return LEADER + SAMPLE + 10 + Math.ceil(Math.min(longest, MAXIMUM_LENGTH * FONT_SIZE));
}

/** Minimum height for this number of labels, pixels; below it they would overlap. */
export function labelHeight(labels: number): number {
  return (labels - 1) * (FONT_SIZE + 3);
}

/** Labels beside the right ends of the curves. Each has a leader line and a sample of its dash; labels do not overlap. */
export function directLabels(ends: CurveEnd[], space: LabelSpace): Markish[] {
  const gap = (FONT_SIZE + 3) / space.height;
  const wanted = ends.map(({ y }) => space.fraction(y));
  const at = separatePositions(wanted, gap, 0, 1).map(space.value);
  const x = (pixels: number) => space.end + pixels * space.xPerPixel;
  return ends.flatMap(({ label, y, style }, i) => [
    link([0], { x1: x(2), x2: x(LEADER - 2), y1: y, y2: at[i], strokeWidth: 0.5, stroke: style.colour }),
    link([0], { x1: x(LEADER), x2: x(LEADER + SAMPLE), y1: at[i], y2: at[i], ...stroke(style) }),
    text([label], {
      x: x(LEADER + SAMPLE + 5),
      y: at[i],
      textAnchor: 'start',
      lineWidth: MAXIMUM_LENGTH,
      textOverflow: 'ellipsis',
    }),
  ]);
}

/** A style as options of a mark that draws lines. */
export function stroke(style: ConditionStyle): {
  stroke: string;
  strokeDasharray: string;
  strokeWidth: number;
} {
  return { stroke: style.colour, strokeDasharray: style.dash, strokeWidth: style.strokeWidth };
}
