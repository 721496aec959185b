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

/**
 * Solves `count` rows of the array, from row `first` on: currents into their cells become volts.
 *
 * @param b of these rows, amperes, from its start
 */
export function solveRows(ladders: RowLadders, b: Float64Array, first: number, count: number): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) fourRows(ladders, b, i, first);
  for (; i < count; i++) oneRow(ladders, b, i, first);
}

function oneRow({ ratio, inverse, ohms }: RowLadders, b: Float64Array, i: number, first: number): void {
  const columns = ratio.length / inverse.length;
  const from = i * columns;
  const shift = first * columns;
  let y = 0.0;
  for (let e = from; e < from + columns; e++) b[e] = y = y * ratio[shift + e] + b[e];
  let x = y * inverse[first + i];
  b[from + columns - 1] = x;
  for (let e = from + columns - 1; e > from; e--) b[e - 1] = x = (ohms * b[e - 1] + x) * ratio[shift + e];
}

/** Four rows side by side: one row alone waits for each of its own results. */
function fourRows({ ratio, inverse, ohms }: RowLadders, b: Float64Array, i: number, first: number): void {
  const m = (ratio.length / inverse.length) | 0;
  const from = (i * m) | 0;
  const end = (from + m) | 0;
  const shift = (first * m) | 0;
  let y0 = 0.0;
  let y1 = 0.0;
  let y2 = 0.0;
  let y3 = 0.0;
  for (let e = from; e < end; e++) {
    let k = e;
    b[k] = y0 = y0 * ratio[k + shift] + b[k];
    k = (k + m) | 0;
    b[k] = y1 = y1 * ratio[k + shift] + b[k];
    k = (k + m) | 0;
    b[k] = y2 = y2 * ratio[k + shift] + b[k];
    k = (k + m) | 0;
    b[k] = y3 = y3 * ratio[k + shift] + b[k];
  }
  let k = (end - 1) | 0;
  b[k] = y0 *= inverse[first + i];
  b[k + m] = y1 *= inverse[first + i + 1];
  b[k + 2 * m] = y2 *= inverse[first + i + 2];
  b[k + 3 * m] = y3 *= inverse[first + i + 3];
  for (let e = k; e > from; e--) {
    k = e;
    b[k - 1] = y0 = (ohms * b[k - 1] + y0) * ratio[k + shift];
    k = (k + m) | 0;
    b[k - 1] = y1 = (ohms * b[k - 1] + y1) * ratio[k + shift];
    k = (k + m) | 0;
    b[k - 1] = y2 = (ohms * b[k - 1] + y2) * ratio[k + shift];
    k = (k + m) | 0;
    b[k - 1] = y3 = (ohms * b[k - 1] + y3) * ratio[k + shift];
  }
}
