import { sweepUp, type ColumnLadders } from './column-ladders.js';
import { BLOCK, type Iterate } from './iterate.js';
import { solveRows, type RowLadders } from './row-ladders.js';

/**
 * One direction, block by block from the last rows to the first: z = M⁻¹ r from the columns' currents, x += α p with the
 * direction before, p = z + β p, and q = S z + β q, which is S p. S z = M z − G A⁻¹ G z, and M z is r. Writes p · q into `sum`.
 *
 * @param coupling G of each cell
 */
export function climb(
  byRow: RowLadders,
  byColumn: ColumnLadders,
  coupling: Float64Array,
  iterate: Iterate,
  alpha: number,
  beta: number,
  sum: Float64Array,
): void {
  const rows = byRow.inverse.length;
  const columns = byColumn.inverse.length;
  const { z, t } = iterate;
  let total = 0.0;
  for (let first = rows - 1 - ((rows - 1) % BLOCK); first >= 0; first -= BLOCK) {
    const count = Math.min(BLOCK, rows - first);
    const start = (first * columns) | 0;
    const cells = (count * columns) | 0;
    sweepUp(byColumn, iterate, first, count);
    for (let k = 0; k < cells; k++) t[k] = coupling[start + k] * z[k];
    solveRows(byRow, t, first, count);
    advance(coupling, iterate, alpha, beta, start, cells, sum);
    total += sum[0];
  }
  sum[0] = total;
}

/** The new direction in `cells` cells from `start` on, whose z and whose rows' volts t are known. */
function advance(
  g: Float64Array,
  { x, r, p, q, z, t }: Iterate,
  alpha: number,
  beta: number,
  start: number,
  cells: number,
  sum: Float64Array,
): void {
  let total = 0.0;
  for (let k = 0, e = start; k < cells; k++, e++) {
    const before = p[e];
    x[e] += alpha * before;
    const along = z[k] + beta * before;
    p[e] = along;
    const product = r[e] - g[e] * t[k] + beta * q[e];
    q[e] = product;
    total += along * product;
  }
  sum[0] = total;
}
