import { axisY, dot, lineY, ruleX, type Markish } from '@observablehq/plot';
import { bottomAxis, leftAxis } from './axes.js';
import { stroke } from './direct-labels.js';
import { FONT_SIZE } from './figure.js';
import { PANEL } from '../figures/map-panels.js';
import type { StepScale } from './step-scale.js';
import type { CurvePoint, SweepCurves } from './sweep-curves.js';

/** Where values lie along the axis, with room on both sides. */
export const ALONG: [number, number] = [-0.05, 1.05];

/** Sideways distance of curves, so that their intervals do not hide each other, pixels. */
const APART = 3;
/** Width of a character and of the room between two ticks' labels, pixels. */
const CHARACTER = 0.56 * FONT_SIZE;
const BETWEEN = 6;

/** Curves with their points and 95 % intervals; values that are names are not joined. */
export function curveMarks({ curves, labels, spacing }: SweepCurves, { domain }: StepScale): Markish[] {
  const low = ({ low }: CurvePoint) => Math.max(low, domain[0]);
  return curves.flatMap(({ points, style, number }) => {
    const at = { ...PANEL, x: 'along', dx: (number - (labels.length - 1) / 2) * APART };
    return [
      ruleX(points, { ...at, y1: low, y2: 'high', stroke: style.colour, strokeWidth: 1 }),
      ...(spacing.kind === 'names' ? [] : [lineY(points, { ...at, y: 'steps', ...stroke(style) })]),
      dot(points, { ...at, y: 'steps', r: 2.5, fill: style.colour }),
    ];
  });
}

/** The axis of values, with as many of them as there is room for, and the axis of steps. @param width of a panel */
export function curveAxes(
  { along, spacing: { fractions } }: SweepCurves,
  { ticks, minor }: StepScale,
  stepsLabel: string,
  width: number,
): Markish[] {
  const words = new Map(fractions.map((fraction, i) => [fraction, String(along.values[i])]));
  const pixels = width / (ALONG[1] - ALONG[0]);
  return [
    ...bottomAxis({ label: along.name, ticks: legible(words, pixels), tickFormat: (at: number) => words.get(at) }),
    axisY({ label: null, ticks: minor, text: null, tickSize: 2.5, strokeWidth: 0.75 }),
    ...leftAxis({ label: stepsLabel, ticks: ticks ?? 5 }),
  ]; // prettier-ignore
}

/** The places whose words do not touch those before them. @param pixels from place 0 to place 1 */
function legible(words: Map<number, string>, pixels: number): number[] {
  let end = -Infinity;
  return [...words].flatMap(([place, word]) => {
    const half = (word.length * CHARACTER) / 2;
    if (place * pixels - half < end) return [];
    end = place * pixels + half + BETWEEN;
    return [place];
  });
}
