import { sweepUp, type ColumnLadders } from './column-ladders.js';
import { BLOCK, type Iterate } from './iterate.js';
import { liftRows } from './lift-rows.js';
import type { RowLadders } from './row-ladders.js';
import type { SlowWaves } from './slow-waves.js';

/**
 * One direction, from the last rows to the first: z = M⁻¹ r from the columns' currents that it holds, x += α p with the
 * direction before, p = z + β p, and q = S z + β q, which is S p. S z = M z − G A⁻¹ G z, and M z is r; waves that are on add to
 * both. Writes p · q into `sum`. Rows go four by four: one row alone waits for each of its own results.
 *
 * @param coupling G of each cell
 */
export function climb(
  byRow: RowLadders,
  byColumn: ColumnLadders,
  coupling: Float64Array,
  iterate: Iterate,
  waves: SlowWaves,
  alpha: number,
  beta: number,
  sum: Float64Array,
): void {
  const rows = byRow.inverse.length;
  // Waves scale q before they add to it.
  const keep = waves.isOn ? 1 : beta;
  let total = 0.0;
  let first = rows - 1 - ((rows - 1) % BLOCK);
  sweepUp(byColumn, iterate.z, first, rows - first);
  for (let end = rows; end > 0; end = first, first -= BLOCK) {
    // The way up of the next rows needs z of these without waves.
    if (first > 0) sweepUp(byColumn, iterate.z, first - BLOCK, BLOCK);
    if (waves.isOn) liftRows(waves, coupling, iterate, beta, first, end);
    if (end - first === BLOCK) {
      fourRowsUp(byRow, coupling, iterate, alpha, beta, first);
      fourRowsBack(byRow, coupling, iterate, keep, first, sum);
      total += sum[0];
    } else
      for (let i = first; i < end; i++) {
        oneRow(byRow, coupling, iterate, alpha, beta, keep, i, sum);
        total += sum[0];
      }
  }
  sum[0] = total;
}

/** From the first cells of four rows to their last. t holds the ladders' currents. */
function fourRowsUp(
  { ratio, inverse }: RowLadders,
  g: Float64Array,
  { x, z, p, t: currents }: Iterate,
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
    const z0 = z[k];
    p[k] = z0 + beta * t;
    currents[k - from] = y0 = y0 * ratio[k] + g[k] * z0;
    k = (k + m) | 0;
    t = p[k];
    x[k] += alpha * t;
    const z1 = z[k];
    p[k] = z1 + beta * t;
    currents[k - from] = y1 = y1 * ratio[k] + g[k] * z1;
    k = (k + m) | 0;
    t = p[k];
    x[k] += alpha * t;
    const z2 = z[k];
    p[k] = z2 + beta * t;
    currents[k - from] = y2 = y2 * ratio[k] + g[k] * z2;
    k = (k + m) | 0;
    t = p[k];
    x[k] += alpha * t;
    const z3 = z[k];
    p[k] = z3 + beta * t;
    currents[k - from] = y3 = y3 * ratio[k] + g[k] * z3;
  }
}

/** From the last cells of four rows to their first. q becomes S p. */
function fourRowsBack(
  { ratio, inverse, ohms }: RowLadders,
  g: Float64Array,
  { r, p, q, t: currents }: Iterate,
  keep: number,
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
    v0 = (along * currents[k - from] + v0) * a0;
    let t = r[k] - g[k] * v0 + keep * q[k];
    q[k] = t;
    even += p[k] * t;
    a0 = ratio[k];
    k = (k + m) | 0;
    v1 = (along * currents[k - from] + v1) * a1;
    t = r[k] - g[k] * v1 + keep * q[k];
    q[k] = t;
    odd += p[k] * t;
    a1 = ratio[k];
    k = (k + m) | 0;
    v2 = (along * currents[k - from] + v2) * a2;
    t = r[k] - g[k] * v2 + keep * q[k];
    q[k] = t;
    even += p[k] * t;
    a2 = ratio[k];
    k = (k + m) | 0;
    v3 = (along * currents[k - from] + v3) * a3;
    t = r[k] - g[k] * v3 + keep * q[k];
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
  { x, r, z, p, q, t: currents }: Iterate,
  alpha: number,
  beta: number,
  keep: number,
  i: number,
  sum: Float64Array,
): void {
  const m = ratio.length / inverse.length;
  const from = i * m;
  let y = 0.0;
  for (let k = from; k < from + m; k++) {
    x[k] += alpha * p[k];
    p[k] = z[k] + beta * p[k];
    currents[k - from] = y = y * ratio[k] + g[k] * z[k];
  }
  let v = 0.0;
  let a = inverse[i];
  let along = 1.0;
  let total = 0.0;
  for (let k = from + m - 1; k >= from; k--) {
    v = (along * currents[k - from] + v) * a;
    q[k] = r[k] - g[k] * v + keep * q[k];
    total += p[k] * q[k];
    a = ratio[k];
    along = ohms;
  }
  sum[0] = total;
}
