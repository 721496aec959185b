import type { Summary } from '../../runs/summary.js';
import type { Sweep } from '../../experiment/sweep.js';
import type { Figure } from '../marks/figure.js';
import { sweepCurvesFigure } from './sweep-curves-figure.js';
import { isNumeric, sweepGrid, type SweepGrid } from '../marks/sweep-grid.js';
import { sweepMapFigure } from './sweep-map-figure.js';

/** Curves that are told apart in one panel. */
const MOST_CURVES = 8;
const MOST_PANELS = 12;

/** Final steps over the settings of a sweep, as curves or as a map; nothing if that would be too many panels, or a single point. */
export function sweepFigure(summary: Summary, sweep: Sweep): Figure | undefined {
  const grid = sweepGrid(summary, sweep);
  const { axes } = grid;
  if (axes.length === 0) return undefined;
  const numeric = axes.filter(isNumeric).length;
  if (axes.length === 2 && (numeric !== 1 || axes[1 - axes.findIndex(isNumeric)].values.length > MOST_CURVES))
    return sweepMapFigure(summary, grid);
  return curves(summary, grid);
}

/** Along the first numbers, a curve a value of the next axis that has few, a panel a combination of all others. */
function curves(summary: Summary, { axes, points }: SweepGrid): Figure | undefined {
  const along = Math.max(axes.findIndex(isNumeric), 0);
  const second = axes.findIndex(({ values }, axis) => axis !== along && values.length <= MOST_CURVES);
  const others = axes.flatMap((_, axis) => (axis === along || axis === second ? [] : [axis]));
  const panels = others.reduce((product, axis) => product * axes[axis].values.length, 1);
  if (panels > MOST_PANELS) return undefined;
  const order = [along, ...(second < 0 ? [] : [second]), ...others];
  return sweepCurvesFigure(summary, {
    axes: order.map((axis) => axes[axis]),
    points: points.map((point) => ({ ...point, at: order.map((axis) => point.at[axis]) })),
  });
}
