import type { ConditionSummary, Summary } from '../../runs/summary.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';

/** One axis of a sweep: a setting, or the condition if there are several. */
export interface SweepAxis {
  name: string;
  values: (string | number)[];
}

/** Final steps of a condition with their 95 % interval, and the index of its value on each axis. */
export interface SweepPoint {
  at: number[];
  steps: number;
  low: number;
  high: number;
}

/** A sweep as a grid, with one point per combination of the values of its axes. */
export interface SweepGrid {
  axes: SweepAxis[];
  points: SweepPoint[];
}

/** The axes of a sweep in the order of its conditions (the last varies fastest): the conditions if there are several, then the settings. */
export function sweepAxes({ settings, conditions }: Sweep): SweepAxis[] {
  const swept = Object.entries(settings).map(([name, values]) => ({
    name,
    values: values.map((value) => (typeof value === 'boolean' ? String(value) : value)),
  }));
  return conditions.length > 1 ? [{ name: 'condition', values: conditions }, ...swept] : swept;
}

/** The index of a condition's value on each axis. @param condition index of the condition */
export function sweepPlace(axes: SweepAxis[], condition: number): number[] {
  let rest = condition;
  const place = axes.toReversed().map(({ values }) => {
    const index = rest % values.length;
    rest = Math.floor(rest / values.length);
    return index;
  });
  return place.reverse();
}

/** Final steps over all axes with several values: numbers ascend, and settings come before conditions. */
export function sweepGrid({ conditions }: Summary, sweep: Sweep): SweepGrid {
  const all = sweepAxes(sweep);
  const varying = all.flatMap(({ values }, axis) => (values.length > 1 ? [axis] : []));
  const drawn = varying.toSorted((a, b) => Number(isCondition(all[a])) - Number(isCondition(all[b])));
  const orders = all.map(ascending);
  return {
    axes: drawn.map((axis) => ({ ...all[axis], values: orders[axis].map((i) => all[axis].values[i]) })),
    points: conditions.map((condition, i) => {
      const place = sweepPlace(all, i);
      return { at: drawn.map((axis) => orders[axis].indexOf(place[axis])), ...ends(condition) };
    }),
  };
}

/** Whether all values of this axis are numbers. */
export function isNumeric({ values }: SweepAxis): boolean {
  return values.every((value) => typeof value === 'number');
}

/** A value of an axis with the name of its setting. */
export function valueInWords(axis: SweepAxis, i: number): string {
  return isCondition(axis) ? String(axis.values[i]) : `${axis.name} ${axis.values[i]}`;
}

function isCondition({ name }: SweepAxis): boolean {
  return name === 'condition';
}

function ascending(axis: SweepAxis): number[] {
  const order = axis.values.map((_, i) => i);
  return isNumeric(axis) ? order.sort((a, b) => Number(axis.values[a]) - Number(axis.values[b])) : order;
}

function ends({ final }: ConditionSummary): Omit<SweepPoint, 'at'> {
  const { mean, interval } = final.steps;
  const [low, high] = interval ?? [mean, mean];
  return { steps: mean, low, high };
}
