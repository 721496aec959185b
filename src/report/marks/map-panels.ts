import { axisX, axisY, text, type Markish, type PlotOptions } from '@observablehq/plot';
import type { ConditionSummary } from '../../runs/summary.js';
import { rowScale } from './panel-rows.js';

/** Where a condition's panel stands. */
export interface Panel {
  column: number;
  row: number;
}

/** The channels that put a mark's data into their panels. */
export const PANEL = { fx: 'column', fy: 'row' } as const;

/** Side of a panel, pixels: three of them beside a key are two columns wide. */
export const PANEL_SIDE = 176;

/** Width to the right of the panels, for a key. */
export const KEY_WIDTH = 68;
export const MARGIN_TOP = 26;

const COLUMNS = 3;
/** Between columns there is room for the last number of one axis beside the first of the next, 10 and −10. */
const GAP = { columns: 22, rows: 34 };
const MARGIN = { left: 40, bottom: 36 };

/** The panel of the condition with this number, in one of so many rows that each condition has. */
export function panelNumber(index: number, row = 0, rowsEach = 1): Panel {
  return { column: index % COLUMNS, row: Math.floor(index / COLUMNS) * rowsEach + row };
}

/** The layout of square maps that show ± reach, a panel a condition (or some, one below the other), at most three in a row, and a key to their right. */
export function mapPanels(conditions: ConditionSummary[], reach: number, rowsEach = 1): PlotOptions {
  const columns = Math.min(conditions.length, COLUMNS);
  const rows = Math.ceil(conditions.length / COLUMNS) * rowsEach;
  const across = columns * (PANEL_SIDE + GAP.columns) - GAP.columns;
  const down = rows * (PANEL_SIDE + GAP.rows) - GAP.rows;
  return {
    width: MARGIN.left + across + KEY_WIDTH,
    height: MARGIN_TOP + down + MARGIN.bottom,
    marginLeft: MARGIN.left,
    marginRight: KEY_WIDTH,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN.bottom,
    fx: rowScale(columns, PANEL_SIDE, GAP.columns),
    fy: rowScale(rows, PANEL_SIDE, GAP.rows),
    x: { domain: [-reach, reach] },
    y: { domain: [-reach, reach] },
  };
}

/** Each panel's condition by name, and numbers along the outer panels. */
export function mapLabels(conditions: ConditionSummary[], extent: number): Markish[] {
  return [...mapAxes(extent), mapHeadings(conditions)];
}

/** Numbers along the outer panels. */
export function mapAxes(extent: number): Markish[] {
  const axis = { ticks: [-extent, 0, extent], tickSize: 4, tickPadding: 3, strokeWidth: 0.75 };
  const label = { labelAnchor: 'center', labelArrow: 'none' } as const;
  return [
    axisX({ ...axis, ...label, label: 'x', tickFormat: signed }),
    axisY({ ...axis, ...label, label: 'y', tickFormat: signed }),
  ];
}

/** Each condition's name above the first of its panels. @param lineWidth ems */
export function mapHeadings(conditions: ConditionSummary[], rowsEach = 1, lineWidth = 15): Markish {
  const headings = conditions.map(({ name }, i) => ({ name, ...panelNumber(i, 0, rowsEach) }));
  return text(headings, {
    ...PANEL,
    text: 'name',
    frameAnchor: 'top-left',
    dy: -14,
    fontWeight: 'bold',
    lineWidth,
    textOverflow: 'ellipsis',
  });
}

/** A number with the minus sign of print. */
export function signed(value: number): string {
  return String(value).replace('-', '−');
}
