import { sweepUp, type ColumnLadders } from './column-ladders.js';
import type { Iterate } from './iterate.js';
import type { RowLadders } from './row-ladders.js';

/**
 * One direction, from the last rows to the first: z = M⁻¹ r from the columns' currents that it holds, x += α p with the
 * direction before, p = z + β p, and q = S p, where S p = M p − G A⁻¹ G p. M p needs no product, since M z = r. Writes
 * p · q into `sum`. Rows go four by four: one row alone waits for each of its own results.
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
  let total = 0.0;
  let i = byRow.inverse.length;
  for (; i >= 4; i -= 4) {
    sweepUp(byColumn, iterate.z, i - 4, 4);
    fourRowsUp(byRow, coupling, iterate, alpha, beta, i - 4);
    fourRowsBack(byRow, coupling, iterate, i - 4, sum);
    total += sum[0];
  }
  for (; i > 0; i--) {
    sweepUp(byColumn, iterate.z, i - 1, 1);
    oneRow(byRow, coupling, iterate, alpha, beta, i - 1, sum);
    total += sum[0];
  }
  sum[0] = total;
}

/** From the first cells of four rows to their last. q holds the ladders' currents. */
function fourRowsUp(
  { ratio, inverse }: RowLadders,
  g: Float64Array,
  { x, r, z, p, mp, q }: Iterate,
  alpha: number,
  beta: number,
  i: number,
): void {
  const m = (ratio.length / inverse.length) | 0;
  const from = (i * m) | 0;
  let y0 = 0.0;
  let y1 = 0.0;
  let y2 = 0.0;
  let y3 = 0.0;
  for (let e = from; e < from + m; e++) {
    let k = e;
    let t = p[k];
    x[k] += alpha * t;
    p[k] = t = z[k] + beta * t;
    mp[k] = r[k] + beta * mp[k];
    q[k] = y0 = y0 * ratio[k] + g[k] * t;
    k = (k + m) | 0;
    t = p[k];
    x[k] += alpha * t;
    p[k] = t = z[k] + beta * t;
    mp[k] = r[k] + beta * mp[k];
    q[k] = y1 = y1 * ratio[k] + g[k] * t;
    k = (k + m) | 0;
    t = p[k];
    x[k] += alpha * t;
    p[k] = t = z[k] + beta * t;
    mp[k] = r[k] + beta * mp[k];
    q[k] = y2 = y2 * ratio[k] + g[k] * t;
    k = (k + m) | 0;
    t = p[k];
    x[k] += alpha * t;
    p[k] = t = z[k] + beta * t;
    mp[k] = r[k] + beta * mp[k];
    q[k] = y3 = y3 * ratio[k] + g[k] * t;
  }
}

/** From the last cells of four rows to their first. q becomes S p. */
function fourRowsBack(
  { ratio, inverse, ohms }: RowLadders,
  g: Float64Array,
  { p, mp, q }: Iterate,
  i: number,
  sum: Float64Array,
): void {
  const m = (ratio.length / inverse.length) | 0;
  const from = (i * m) | 0;
  let v0 = 0.0;
  let v1 = 0.0;
  let v2 = 0.0;
  let v3 = 0.0;
  // Beyond a row's last cell nothing flows: its ladder there is the inverse, and the ohms are none.
  let a0 = inverse[i];
  let a1 = inverse[i + 1];
  let a2 = inverse[i + 2];
  let a3 = inverse[i + 3];
  let along = 1.0;
  let even = 0.0;
  let odd = 0.0;
  for (let e = (from + m - 1) | 0; e >= from; e--) {
    let k = e;
    v0 = (along * q[k] + v0) * a0;
    let t = mp[k] - g[k] * v0;
    q[k] = t;
    even += p[k] * t;
    a0 = ratio[k];
    k = (k + m) | 0;
    v1 = (along * q[k] + v1) * a1;
    t = mp[k] - g[k] * v1;
    q[k] = t;
    odd += p[k] * t;
    a1 = ratio[k];
    k = (k + m) | 0;
    v2 = (along * q[k] + v2) * a2;
    t = mp[k] - g[k] * v2;
    q[k] = t;
    even += p[k] * t;
    a2 = ratio[k];
    k = (k + m) | 0;
    v3 = (along * q[k] + v3) * a3;
    t = mp[k] - g[k] * v3;
    q[k] = t;
    odd += p[k] * t;
    a3 = ratio[k];
    along = ohms;
  }
  sum[0] = even + odd;
}

function oneRow(
  { ratio, inverse, ohms }: RowLadders,
  g: Float64Array,
  { x, r, z, p, mp, q }: Iterate,
  alpha: number,
  beta: number,
  i: number,
  sum: Float64Array,
): void {
  const m = ratio.length / inverse.length;
  const from = i * m;
  let y = 0.0;
  for (let k = from; k < from + m; k++) {
    x[k] += alpha * p[k];
    p[k] = z[k] + beta * p[k];
    mp[k] = r[k] + beta * mp[k];
    q[k] = y = y * ratio[k] + g[k] * p[k];
  }
  let v = 0.0;
  let a = inverse[i];
  let along = 1.0;
  let total = 0.0;
  for (let k = from + m - 1; k >= from; k--) {
    v = (along * q[k] + v) * a;
    q[k] = mp[k] - g[k] * v;
    total += p[k] * q[k];
    a = ratio[k];
    along = ohms;
  }
  sum[0] = total;
}
