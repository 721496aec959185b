import { isHeld, type LineEnds } from './line-ends.js';
import type { Iterate } from './schur-product.js';

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

/** The way down: r −= α q, and z starts as r. */
export function sweepDown(
  { ratio, inverse }: ColumnLadders,
  { r, q, z }: Pick<Iterate, 'r' | 'q' | 'z'>,
  alpha: number,
): void {
  const columns = inverse.length | 0;
  for (let e = 0; e < columns; e++) z[e] = r[e] -= alpha * q[e];
  for (let e = columns; e < z.length; e++) {
    const t = r[e] - alpha * q[e];
    r[e] = t;
    z[e] = z[(e - columns) | 0] * ratio[e] + t;
  }
}

/** The way up, after which z are the volts of columns alone for the currents r. Writes r · z into `sum`. */
export function sweepUp(
  { ratio, inverse, ohms }: ColumnLadders,
  { r, z }: Pick<Iterate, 'r' | 'z'>,
  sum: Float64Array,
): void {
  const columns = inverse.length | 0;
  let even = 0.0;
  let odd = 0.0;
  let e = (z.length - 1) | 0;
  for (let j = columns - 1; j >= 0; j--, e--) {
    z[e] *= inverse[j];
    even += z[e] * r[e];
  }
  for (; e > 0; e -= 2) {
    const below = (e + columns) | 0;
    const t = (ohms * z[e] + z[below]) * ratio[below];
    z[e] = t;
    even += t * r[e];
    const s = (ohms * z[(e - 1) | 0] + z[(below - 1) | 0]) * ratio[(below - 1) | 0];
    z[(e - 1) | 0] = s;
    odd += s * r[(e - 1) | 0];
  }
  if (e === 0) {
    z[0] = (ohms * z[0] + z[columns]) * ratio[columns];
    even += z[0] * r[0];
  }
  sum[0] = even + odd;
}
