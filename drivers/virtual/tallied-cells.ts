import type { CellArray } from '../sessions/cell-array.js';

/** Cells of a virtual board that count their pulses. */
export interface TalliedCells extends CellArray {
  /** pulses that each cell got, by sign, row-major */
  readonly positive: Uint32Array;
  readonly negative: Uint32Array;
  /** pulses whose effect is unknown, and which changed nothing */
  readonly unknown: Uint32Array;
  /** The conductances that a perfect instrument would measure, row-major, siemens. */
  conductances(): Float64Array;
}
