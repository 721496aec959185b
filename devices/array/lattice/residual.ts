import { isHeld, type LineEnds } from './line-ends.js';
import { solveRows, type RowLadders } from './row-ladders.js';

/** What drives an array. */
export interface Drive {
  /** volts at the ends of each row */
  readonly rows: Float64Array;
  /** volts at the ends of each column; 0 for a column whose ends are open */
  readonly columns: Float64Array;
  /** a current of each cell from its row to its column, beside G V, amperes */
  readonly injected?: Float64Array;
}

/** A factored array, as far as a residual needs it. */
export interface Factored {
  readonly byRow: RowLadders;
  /** conductances of the cells, and the same with 0 in columns that are held */
  readonly conductance: Float64Array;
  readonly coupling: Float64Array;
  readonly rowEnds: LineEnds;
  readonly columnEnds: LineEnds;
  /** ohms of a column from cell to cell */
  readonly columnOhms: number;
}

/** The row voltages u at columns that are x above their driven volts. */
export function findRows(array: Factored, drive: Drive, x: Float64Array, u: Float64Array): void {
  const { conductance, coupling, rowEnds, byRow } = array;
  const { rows, columns, injected } = drive;
  const m = columns.length;
  for (let i = 0, e = 0; i < rows.length; i++) {
    for (let j = 0; j < m; j++, e++) u[e] = conductance[e] * columns[j] + coupling[e] * x[e];
    if (isHeld(rowEnds, i)) continue;
    u[e - m] += rowEnds.first[i] * rows[i];
    u[e - 1] += rowEnds.last[i] * rows[i];
  }
  if (injected) for (let e = 0; e < u.length; e++) u[e] -= injected[e];
  solveRows(byRow, u, 0, rows.length);
  for (let i = 0; i < rows.length; i++) if (isHeld(rowEnds, i)) u.fill(rows[i], i * m, (i + 1) * m);
}

/** What is left of each column node's current at x, for rows at u: r = b − S x. */
export function findResidual(
  array: Factored,
  drive: Drive,
  x: Float64Array,
  u: Float64Array,
  r: Float64Array,
): void {
  const { coupling, columnEnds, columnOhms } = array;
  const { columns, injected } = drive;
  const m = columns.length;
  const last = r.length - m;
  const siemens = columnOhms === 0 ? 0 : 1 / columnOhms;
  for (let i = 0, e = 0; e <= last; i++) {
    const above = i === 0 ? 0 : m;
    const below = e === last ? 0 : m;
    for (let j = 0; j < m; j++, e++) {
      const away = siemens * (x[e] - x[e - above] + (x[e] - x[e + below]));
      r[e] = coupling[e] * (u[e] - columns[j] - x[e]) - away;
    }
  }
  for (let j = 0; j < m; j++) {
    if (isHeld(columnEnds, j)) continue;
    r[j] -= columnEnds.first[j] * x[j];
    r[last + j] -= columnEnds.last[j] * x[last + j];
    if (injected) for (let e = j; e < r.length; e += m) r[e] += injected[e];
  }
}
