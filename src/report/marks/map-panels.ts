import { axisX, axisY, text, type Markish, type PlotOptions } from '@observablehq/plot';
import type { ConditionSummary } from '../../runs/summary.js';
import { rowScale } from './panel-rows.js';

/** Column and row of a panel. */
export interface Panel {
  column: number;
  row: number;
}

/** The channels that put the data of a mark into their panels. */
export const PANEL = { fx: 'column', fy: 'row' } as const;

/** Side of a panel, pixels: three panels and a key fill two columns of a journal page. */
export const PANEL_SIDE = 176;

/** Width to the right of the panels, for a key. */
export const KEY_WIDTH = 68;
export const MARGIN_TOP = 26;

const COLUMNS = 3;
/** The gap between columns has room for 10 at the end of one axis beside −10 at the start of the next. */
const GAP = { columns: 22, rows: 34 };
const MARGIN = { left: 40, bottom: 36 };

/** The panel of the condition with this number. @param row among the rows of the condition @param rowsEach rows of each condition */
export function panelNumber(index: number, row = 0, rowsEach = 1): Panel {
  return { column: index % COLUMNS, row: Math.floor(index / COLUMNS) * rowsEach + row };
}

/** The layout of square maps of ± reach, at most three side by side, with a key to their right. @param rowsEach panels of each condition, one below the other */
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

/** The name of each panel's condition, and axes along the outer panels. */
export function mapLabels(conditions: ConditionSummary[], extent: number): Markish[] {
  return [...mapAxes(extent), mapHeadings(conditions)];
}

/** Axes along the outer panels. */
export function mapAxes(extent: number): Markish[] {
  const axis = { ticks: [-extent, 0, extent], tickSize: 4, tickPadding: 3, strokeWidth: 0.75 };
  const label = { labelAnchor: 'center', labelArrow: 'none' } as const;
  return [
    axisX({ ...axis, ...label, label: 'x', tickFormat: signed }),
    axisY({ ...axis, ...label, label: 'y', tickFormat: signed }),
  ];
}

/** The name of each condition above the first of its panels. @param lineWidth ems */
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

/** A number with a typographic minus sign. */
export function signed(value: number): string {
  return String(value).replace('-', '−');
}
