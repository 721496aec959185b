import { styleNumber, type ConditionStyle } from '../page/condition-style.js';
import { type Panel, PANEL } from './map-panels.js';
import { isNumeric, valueInWords, type SweepAxis, type SweepGrid } from './sweep-grid.js';
import { valueSpacing, type ValueSpacing } from './value-spacing.js';
import { axisY, dot, lineY, ruleX, type Markish } from '@observablehq/plot';
import { bottomAxis, leftAxis } from './axes.js';
import { stroke } from './direct-labels.js';
import { FONT_SIZE } from './figure.js';
import type { StepScale } from './step-scale.js';
import { textWidth } from './text-width.js';

/** Final steps at one value of the first axis, with their place along it and their panel. */
interface CurvePoint extends Panel {
  /** place and number of its value */
  along: number;
  index: number;
  steps: number;
  low: number;
  high: number;
}

/** The points of one value of the second axis in one panel; the label is empty without a second axis. */
interface SweepCurve {
  label: string;
  style: ConditionStyle;
  /** index among the curves of the panel */
  number: number;
  points: CurvePoint[];
}

/** A sweep as curves along its first axis: one curve per value of the second axis, one panel per combination of the others. */
export interface SweepCurves {
  along: SweepAxis;
  spacing: ValueSpacing;
  labels: string[];
  /** name and place of each panel */
  panels: (Panel & { name: string })[];
  curves: SweepCurve[];
}

/** Maximum number of panels side by side. */
const MAXIMUM_COLUMNS = 3;

/** The arrangement of a sweep; every panel shows its first two axes. */
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
        .map(({ at, ...ends }) => ({ along: spacing.fractions[at[0]], index: at[0], column, row, ...ends })),
    })),
  );
  return { along, spacing, labels, panels, curves };
}

/** Labels of the curves; a number needs the name of its setting. */
function labelsOf(axis: SweepAxis): string[] {
  return axis.values.map((value, i) => (isNumeric(axis) ? valueInWords(axis, i) : String(value)));
}

/** One panel per combination; a row holds all values of the last axis if they fit. */
function panelsOf(axes: SweepAxis[]): SweepCurves['panels'] {
  const names = axes.reduce(
    (before, axis) =>
      before.flatMap((words) =>
        axis.values.map((_, i) => `${words}${words && ', '}${valueInWords(axis, i)}`),
      ),
    [''],
  );
  const last = axes.at(-1)?.values.length ?? 1;
  const columns = last > 1 && last <= MAXIMUM_COLUMNS ? last : MAXIMUM_COLUMNS;
  return names.map((name, i) => ({ name, column: i % columns, row: Math.floor(i / columns) }));
}

/** Domain of the axis of values, with space on both sides. */
export const DOMAIN: [number, number] = [-0.05, 1.05];

/** Horizontal shift between curves, pixels, so that their intervals do not hide each other. */
const SHIFT = 3;
/** Minimum space between the labels of two ticks, pixels. */
const SPACE = 6;

/** Curves with points and 95 % intervals; points of values that are names are not joined. */
export function curveMarks(
  { along, curves, labels, spacing }: SweepCurves,
  { domain }: StepScale,
): Markish[] {
  const low = ({ low }: CurvePoint) => Math.max(low, domain[0]);
  return curves.flatMap(({ points, style, number, label }) => {
    const at = { ...PANEL, x: 'along', dx: (number - (labels.length - 1) / 2) * SHIFT };
    return [
      ruleX(points, { ...at, y1: low, y2: 'high', stroke: style.colour, strokeWidth: 1 }),
      ...(spacing.kind === 'names' ? [] : [lineY(points, { ...at, y: 'steps', ...stroke(style) })]),
      dot(points, { ...at, y: 'steps', r: 3, fill: style.colour, title: valueWords(along, label) }),
    ];
  });
}

/** A point in words. */
function valueWords({ name, values }: SweepAxis, label: string): (point: CurvePoint) => string {
  return ({ index, steps, low, high }) =>
    `${name} ${values[index]}${label && `, ${label}`}: ${steps.toFixed(2)} steps${high > low ? ` [${low.toFixed(2)}, ${high.toFixed(2)}]` : ''}`;
}

/** The axis of values, with as many labels as fit, and the axis of steps. @param width of a panel, pixels */
export function curveAxes(
  { along, spacing: { fractions } }: SweepCurves,
  { ticks, minor }: StepScale,
  stepsLabel: string,
  width: number,
): Markish[] {
  const words = new Map(fractions.map((fraction, i) => [fraction, String(along.values[i])]));
  const pixels = width / (DOMAIN[1] - DOMAIN[0]);
  return [
    ...bottomAxis({ label: along.name, ticks: legible(words, pixels), tickFormat: (at: number) => words.get(at) }),
    axisY({ label: null, ticks: minor, text: null, tickSize: 2.5, strokeWidth: 0.75 }),
    ...leftAxis({ label: stepsLabel, ticks: ticks ?? 5 }),
  ]; // prettier-ignore
}

/** The places whose labels do not touch the label before. @param pixels from place 0 to place 1 */
function legible(words: Map<number, string>, pixels: number): number[] {
  let end = -Infinity;
  return [...words].flatMap(([place, word]) => {
    const half = textWidth(word, FONT_SIZE) / 2;
    if (place * pixels - half < end) return [];
    end = place * pixels + half + SPACE;
    return [place];
  });
}
