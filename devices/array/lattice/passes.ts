import { factorColumns, sweepDown, sweepUp, type ColumnLadders } from './column-ladders.js';
import type { LineEnds } from './line-ends.js';
import { draw, remain } from './residual.js';
import { factorRows, solveRows, type RowLadders } from './row-ladders.js';
import { direct, type Iterate } from './schur-product.js';
import { staggered } from './staggered.js';

/** The passes of the exact solver over all cells. All columns of numbers that they get are from `room`. */
export interface Passes {
  /** Columns of numbers, all zero, as long as is asked. They hold until the next call. */
  room(lengths: readonly number[]): Float64Array[];
  factorRows(ladders: RowLadders, conductance: Float64Array, ends: LineEnds): void;
  factorColumns(ladders: ColumnLadders, coupling: Float64Array, ends: LineEnds): void;
  /** u = G volts + K x. @param volts of each column */
  draw(
    conductance: Float64Array,
    coupling: Float64Array,
    volts: Float64Array,
    x: Float64Array,
    u: Float64Array,
  ): void;
  /** Solves all rows in place: currents into their cells become volts. */
  solveRows(ladders: RowLadders, b: Float64Array): void;
  /** r = K (u − volts − x) less what flows away through the columns' wires at x. @param siemens of a column from cell to cell */
  remain(
    coupling: Float64Array,
    volts: Float64Array,
    siemens: number,
    x: Float64Array,
    u: Float64Array,
    r: Float64Array,
  ): void;
  /** x += α p, p = z + β p, and q = S p. Writes p · q into `sum`. */
  direct(
    ladders: RowLadders,
    coupling: Float64Array,
    iterate: Iterate,
    alpha: number,
    beta: number,
    sum: Float64Array,
  ): void;
  /** r −= α q, and z = M⁻¹ r. Writes r · z into `sum`. */
  precondition(ladders: ColumnLadders, iterate: Iterate, alpha: number, sum: Float64Array): void;
}

/** The passes in TypeScript. */
export const plainPasses: Passes = {
  room: staggered,
  factorRows,
  factorColumns,
  draw,
  solveRows,
  remain,
  direct,
  precondition(ladders, iterate, alpha, sum) {
    sweepDown(ladders, iterate, alpha);
    sweepUp(ladders, iterate, sum);
  },
};
