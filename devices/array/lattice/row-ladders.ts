import { isHeld, type LineEnds } from './line-ends.js';

/**
 * A row as a ladder of resistors R, with conductances G_j to known voltages, solved by Norton equivalents from the left:
 * L_0 = g_first + G_0, a_j = 1 / (1 + R L_{j−1}), L_j = a_j L_{j−1} + G_j. No term is subtracted, so all digits hold for any R, 0 too.
 */
export interface RowLadders {
  /** a_j of each cell; 0 for the first of a row */
  readonly ratio: Float64Array;
  /** volts on the last cell of each row for an ampere into it; 0 where the row is held */
  readonly inverse: Float64Array;
  /** ohms from cell to cell */
  readonly ohms: number;
}

/** Works the ladders out. @param conductance of the cells, siemens, row by row */
export function factorRows(
  { ratio, inverse, ohms }: RowLadders,
  conductance: Float64Array,
  ends: LineEnds,
): void {
  const rows = inverse.length;
  const columns = ratio.length / rows;
  for (let i = 0; i < rows; i++) {
    const held = isHeld(ends, i);
    const row = i * columns;
    let left = held ? 0 : ends.first[i] + conductance[row];
    for (let j = 1; j < columns; j++) {
      const a = 1 / (1 + ohms * left);
      ratio[row + j] = a;
      left = left * a + conductance[row + j];
    }
    left += held ? 0 : ends.last[i];
    inverse[i] = held || left === 0 ? 0 : 1 / left;
  }
}

/** Solves all rows: currents into the cells of `b`, amperes, become their volts. */
export function solveRows(ladders: RowLadders, b: Float64Array): void {
  const rows = ladders.inverse.length;
  let i = 0;
  for (; i + 8 <= rows; i += 8) eightRows(ladders, b, i);
  for (; i < rows; i++) oneRow(ladders, b, i);
}

function oneRow({ ratio, inverse, ohms }: RowLadders, b: Float64Array, i: number): void {
  const columns = ratio.length / inverse.length;
  const row = i * columns;
  let y = 0.0;
  for (let e = row; e < row + columns; e++) b[e] = y = y * ratio[e] + b[e];
  let x = y * inverse[i];
  b[row + columns - 1] = x;
  for (let e = row + columns - 1; e > row; e--) b[e - 1] = x = (ohms * b[e - 1] + x) * ratio[e];
}

/** Eight rows side by side: one row alone waits for each of its own results. */
function eightRows({ ratio, inverse, ohms }: RowLadders, b: Float64Array, i: number): void {
  const m = (ratio.length / inverse.length) | 0;
  const e0 = (i * m) | 0;
  const end = (e0 + m) | 0;
  let y0 = 0.0;
  let y1 = 0.0;
  let y2 = 0.0;
  let y3 = 0.0;
  let y4 = 0.0;
  let y5 = 0.0;
  let y6 = 0.0;
  let y7 = 0.0;
  for (let e = e0; e < end; e++) {
    let k = e;
    b[k] = y0 = y0 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y1 = y1 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y2 = y2 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y3 = y3 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y4 = y4 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y5 = y5 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y6 = y6 * ratio[k] + b[k];
    k = (k + m) | 0;
    b[k] = y7 = y7 * ratio[k] + b[k];
  }
  for (let r = 0; r < 8; r++) b[e0 + r * m + m - 1] *= inverse[i + r];
  y0 = b[end - 1];
  y1 = b[end - 1 + m];
  y2 = b[end - 1 + 2 * m];
  y3 = b[end - 1 + 3 * m];
  y4 = b[end - 1 + 4 * m];
  y5 = b[end - 1 + 5 * m];
  y6 = b[end - 1 + 6 * m];
  y7 = b[end - 1 + 7 * m];
  for (let e = (end - 1) | 0; e > e0; e--) {
    let k = e;
    b[k - 1] = y0 = (ohms * b[k - 1] + y0) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y1 = (ohms * b[k - 1] + y1) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y2 = (ohms * b[k - 1] + y2) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y3 = (ohms * b[k - 1] + y3) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y4 = (ohms * b[k - 1] + y4) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y5 = (ohms * b[k - 1] + y5) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y6 = (ohms * b[k - 1] + y6) * ratio[k];
    k = (k + m) | 0;
    b[k - 1] = y7 = (ohms * b[k - 1] + y7) * ratio[k];
  }
}
