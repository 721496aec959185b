import { text, type Markish, type ScaleOptions } from '@observablehq/plot';
import type { ConditionSummary } from '../../runs/summary.js';
import { idealOf } from '../page/condition-style.js';

/** Conditions with a row of panels each, and ideal memory if it is drawn in every row instead. */
export interface PanelRows<Condition> {
  rows: Condition[];
  ideal: Condition | undefined;
}

/** One row per condition; ideal memory has a row only if there is no other condition. */
export function panelRows<Condition extends ConditionSummary>(conditions: Condition[]): PanelRows<Condition> {
  const ideal = idealOf(conditions) as Condition | undefined;
  const rows = conditions.filter((condition) => condition !== ideal);
  return rows.length > 0 ? { rows, ideal } : { rows: conditions, ideal: undefined };
}

/** The scale of rows with a height and a gap between them, pixels. */
export function rowScale(rows: number, height: number, gap: number): ScaleOptions {
  const domain = Array.from({ length: rows }, (_, row) => row);
  // Padding would make even a single band narrower.
  const paddingInner = rows > 1 ? gap / (height + gap) : 0;
  return { axis: null, domain, paddingInner, paddingOuter: 0 };
}

/** The name of each row's condition, `rise` pixels above the left end of the row. */
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
