import { styleNumber, type ConditionStyle } from '../page/condition-style.js';
import type { Panel } from '../figures/map-panels.js';
import { isNumeric, valueInWords, type SweepAxis, type SweepGrid } from './sweep-grid.js';
import { valueSpacing, type ValueSpacing } from './value-spacing.js';

/** Final steps with one value of the first axis, where they stand along it, in their panel. */
export interface CurvePoint extends Panel {
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
