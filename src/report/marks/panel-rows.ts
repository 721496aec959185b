import { text, type Markish, type ScaleOptions } from '@observablehq/plot';
import type { ConditionSummary } from '../../runs/summary.js';
import { idealOf } from '../page/condition-style.js';

/** Conditions that have a row of panels each, and the ideal learner where it is drawn in all of these instead. */
export interface PanelRows<Condition> {
  rows: Condition[];
  ideal: Condition | undefined;
}

/** A row for each condition; the ideal learner has one only if it is alone. */
export function panelRows<Condition extends ConditionSummary>(conditions: Condition[]): PanelRows<Condition> {
  const ideal = idealOf(conditions) as Condition | undefined;
  const rows = conditions.filter((condition) => condition !== ideal);
  return rows.length > 0 ? { rows, ideal } : { rows: conditions, ideal: undefined };
}

/** The scale of rows that are `height` tall and `gap` apart, pixels. */
export function rowScale(rows: number, height: number, gap: number): ScaleOptions {
  const domain = Array.from({ length: rows }, (_, row) => row);
  // A single band would still be made narrower by its padding.
  const paddingInner = rows > 1 ? gap / (height + gap) : 0;
  return { axis: null, domain, paddingInner, paddingOuter: 0 };
}

/** Each row's condition by name, `rise` pixels above the left end of the row. */
export function rowHeadings(conditions: ConditionSummary[], rise: number, firstColumn?: number): Markish {
  const headings = conditions.map(({ name }, row) => ({ name, row, column: firstColumn }));
  return text(headings, {
    ...(firstColumn !== undefined && { fx: 'column' }),
    fy: 'row',
    text: 'name',
    frameAnchor: 'top-left',
    dy: -rise,
    fontWeight: 'bold',
    lineWidth: 56,
    textOverflow: 'ellipsis',
  });
}
