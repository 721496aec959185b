/** Rows of an array that are worked on together. */
export const BLOCK = 4;

/** The columns of a conjugate-gradient iteration. x, r, p and q have a number a cell. */
export interface Iterate {
  readonly x: Float64Array;
  readonly r: Float64Array;
  /** direction */
  readonly p: Float64Array;
  /** S p */
  readonly q: Float64Array;
  /** currents of the columns' ladders at the last row of each block */
  readonly y: Float64Array;
  /** of the block that is worked on: z = M⁻¹ r, and below it z of the next row */
  readonly z: Float64Array;
  /** of the block that is worked on: currents of the rows, then their volts */
  readonly t: Float64Array;
}
