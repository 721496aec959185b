import { isHeld, type LineEnds } from './line-ends.js';
import { BLOCK, type Iterate } from './iterate.js';

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

/** The way down: r −= α q, and y of all blocks. Writes r · M⁻¹ r = Σ R a_{i+1} y_i² + y_last² / L_last into `sum`. */
export function sweepDown(
  { ratio, inverse, ohms }: ColumnLadders,
  { r, q, y }: Pick<Iterate, 'r' | 'q' | 'y'>,
  alpha: number,
  sum: Float64Array,
): void {
  const columns = inverse.length | 0;
  const rows = r.length / columns;
  let inside = 0.0;
  let to = 0;
  for (let i = 0, e = 0; i < rows; i++) {
    const from = to;
    to = (Math.floor(i / BLOCK) * columns) | 0;
    for (let j = 0; j < columns; j++, e++) {
      const t = r[e] - alpha * q[e];
      r[e] = t;
      const above = y[from + j];
      const passed = above * ratio[e];
      inside += above * passed;
      y[to + j] = passed + t;
    }
  }
  let total = inside * ohms;
  for (let j = 0; j < columns; j++) total += y[to + j] * y[to + j] * inverse[j];
  sum[0] = total;
}

/** The way up through the block of `count` rows from `from` on: z, the volts of columns alone for the currents r. The blocks below come first. */
export function sweepUp(
  { ratio, inverse, ohms }: ColumnLadders,
  { r, y, z }: Pick<Iterate, 'r' | 'y' | 'z'>,
  from: number,
  count: number,
): void {
  const columns = inverse.length | 0;
  const start = (from * columns) | 0;
  const cells = (count * columns) | 0;
  const isLast = start + cells === r.length;
  if (!isLast) z.copyWithin(cells, 0, columns);
  const above = (start / BLOCK - columns) | 0;
  for (let j = 0; j < columns; j++) z[j] = from === 0 ? r[j] : y[above + j] * ratio[start + j] + r[start + j];
  for (let k = columns; k < cells; k++) z[k] = z[k - columns] * ratio[start + k] + r[start + k];
  let k = (cells - 1) | 0;
  if (isLast) for (let j = columns - 1; j >= 0; j--, k--) z[k] *= inverse[j];
  for (; k >= 0; k--) {
    const below = (k + columns) | 0;
    z[k] = (ohms * z[k] + z[below]) * ratio[start + below];
  }
}
