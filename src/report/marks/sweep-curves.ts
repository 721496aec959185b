import { styleNumber, type ConditionStyle } from '../page/condition-style.js';
import { type Panel, PANEL } from './map-panels.js';
import { isNumeric, valueInWords, type SweepAxis, type SweepGrid } from './sweep-grid.js';
import { valueSpacing, type ValueSpacing } from './value-spacing.js';
import { axisY, dot, lineY, ruleX, type Markish } from '@observablehq/plot';
import { bottomAxis, leftAxis } from './axes.js';
import { stroke } from './direct-labels.js';
import { FONT_SIZE } from './figure.js';
import type { StepScale } from './step-scale.js';

/** Final steps with one value of the first axis, where they stand along it, in their panel. */
interface CurvePoint extends Panel {
  along: number;
  steps: number;
  low: number;
  high: number;
}

/** The points of one value of the second axis in one panel; without a second axis it has no name. */
interface SweepCurve {
  label: string;
  style: ConditionStyle;
  /** which of the panel's curves it is */
  number: number;
  points: CurvePoint[];
}

/** A sweep as curves along its first axis, one a value of the second, in panels, one a combination of all others. */
export interface SweepCurves {
  along: SweepAxis;
  spacing: ValueSpacing;
  labels: string[];
  /** each panel in words, and where it stands */
  panels: (Panel & { name: string })[];
  curves: SweepCurve[];
}

/** Panels side by side. */
const MOST_ACROSS = 3;

/** Arranges a sweep, whose first two axes are drawn in every panel. */
export function sweepCurves({ axes: [along, second, ...others], points }: SweepGrid): SweepCurves {
  const spacing = valueSpacing(along);
  const labels = second ? labelsOf(second) : [''];
  const panels = panelsOf(others);
  const panelOf = (at: number[]) =>
    others.reduce((panel, { values }, axis) => panel * values.length + at[2 + axis], 0);
  const curves = panels.flatMap(({ column, row }, panel) =>
    labels.map((label, number) => ({
      label,
      number,
      style: styleNumber(number),
      points: points
        .filter(({ at }) => panelOf(at) === panel && (at[1] ?? 0) === number)
        .toSorted((a, b) => a.at[0] - b.at[0])
        .map(({ at, ...ends }) => ({ along: spacing.fractions[at[0]], column, row, ...ends })),
    })),
  );
  return { along, spacing, labels, panels, curves };
}

/** A number alone would not say what it is of. */
function labelsOf(axis: SweepAxis): string[] {
  return axis.values.map((value, i) => (isNumeric(axis) ? valueInWords(axis, i) : String(value)));
}

/** A panel a combination; a row has all values of the last axis, or as many panels as there is room for. */
function panelsOf(axes: SweepAxis[]): SweepCurves['panels'] {
  const names = axes.reduce(
    (before, axis) =>
      before.flatMap((words) =>
        axis.values.map((_, i) => `${words}${words && ', '}${valueInWords(axis, i)}`),
      ),
    [''],
  );
  const last = axes.at(-1)?.values.length ?? 1;
  const columns = last > 1 && last <= MOST_ACROSS ? last : MOST_ACROSS;
  return names.map((name, i) => ({ name, column: i % columns, row: Math.floor(i / columns) }));
}

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
