import { factorColumns, sweepDown, type ColumnLadders } from './column-ladders.js';
import type { LineEnds } from './line-ends.js';
import type { Iterate } from './iterate.js';
import { draw, remain } from './residual.js';
import { factorRows, solveRows, type RowLadders } from './row-ladders.js';
import { findGroups } from './lift-rows.js';
import { climb } from './schur-product.js';
import type { SlowWaves } from './slow-waves.js';
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
  /** r −= α q, and z becomes the currents of the columns' ladders. Writes r · M⁻¹ r into `sum`, and finds waves that are on. */
  descend(ladders: ColumnLadders, iterate: Iterate, waves: SlowWaves, alpha: number, sum: Float64Array): void;
  /** After `descend`: z = M⁻¹ r, x += α p, p = z + β p, and q = S z + β q; waves that are on add to z. Writes p · q into `sum`. */
  climb(
    byRow: RowLadders,
    byColumn: ColumnLadders,
    coupling: Float64Array,
    iterate: Iterate,
    waves: SlowWaves,
    alpha: number,
    beta: number,
    sum: Float64Array,
  ): void;
}

/** The passes in TypeScript. */
export const plainPasses: Passes = {
  room: staggered,
  factorRows,
  factorColumns,
  draw,
  solveRows,
  remain,
  descend(ladders, iterate, waves, alpha, sum) {
    sweepDown(ladders, iterate, alpha, sum);
    if (waves.isOn) findGroups(waves, iterate.r);
  },
  climb,
};
