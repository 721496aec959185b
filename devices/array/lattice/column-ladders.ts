import { isHeld, type LineEnds } from './line-ends.js';
import type { Iterate } from './iterate.js';

/** The columns of an array as ladders, like `RowLadders` from the first row down, all columns side by side. */
export interface ColumnLadders {
  /** a_i of each cell; 0 in the first row */
  readonly ratio: Float64Array;
  /** volts on the last cell of each column for an ampere into it; 0 where the column is held */
  readonly inverse: Float64Array;
  /** ohms from cell to cell */
  readonly ohms: number;
}

/** Works the ladders out. @param coupling conductance of the cells, siemens, row by row; 0 in columns that are held */
export function factorColumns(
  { ratio, inverse, ohms }: ColumnLadders,
  coupling: Float64Array,
  ends: LineEnds,
): void {
  const columns = inverse.length;
  const left = inverse;
  for (let j = 0; j < columns; j++) left[j] = isHeld(ends, j) ? 0 : ends.first[j] + coupling[j];
  for (let e = columns, j = 0; e < ratio.length; e++) {
    const a = 1 / (1 + ohms * left[j]);
    ratio[e] = a;
    left[j] = left[j] * a + coupling[e];
    if (++j === columns) j = 0;
  }
  for (let j = 0; j < columns; j++) {
    const total = left[j] + (isHeld(ends, j) ? 0 : ends.last[j]);
    inverse[j] = total === 0 || isHeld(ends, j) ? 0 : 1 / total;
  }
}

/** The way down: r −= α q, and z becomes the ladders' currents y. Writes r · M⁻¹ r = Σ R a_{i+1} y_i² + y_last² / L_last into `sum`. */
export function sweepDown(
  { ratio, inverse, ohms }: ColumnLadders,
  { r, q, z }: Pick<Iterate, 'r' | 'q' | 'z'>,
  alpha: number,
  sum: Float64Array,
): void {
  const columns = inverse.length | 0;
  for (let e = 0; e < columns; e++) z[e] = r[e] -= alpha * q[e];
  let inside = 0.0;
  for (let e = columns; e < z.length; e++) {
    const t = r[e] - alpha * q[e];
    r[e] = t;
    const above = z[(e - columns) | 0];
    const passed = above * ratio[e];
    inside += above * passed;
    z[e] = passed + t;
  }
  let total = inside * ohms;
  for (let j = 0, e = z.length - columns; j < columns; j++, e++) total += z[e] * z[e] * inverse[j];
  sum[0] = total;
}

/** The way up for `count` rows from `from` on, after which their z are the volts of columns alone for the currents r. The rows below have them already. */
export function sweepUp(
  { ratio, inverse, ohms }: ColumnLadders,
  z: Float64Array,
  from: number,
  count: number,
): void {
  const columns = inverse.length | 0;
  const first = (from * columns) | 0;
  let e = ((from + count) * columns - 1) | 0;
  if (e === z.length - 1) for (let j = columns - 1; j >= 0; j--, e--) z[e] *= inverse[j];
  for (; e >= first; e--) {
    const below = (e + columns) | 0;
    z[e] = (ohms * z[e] + z[below]) * ratio[below];
  }
}
