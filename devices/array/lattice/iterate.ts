/** Rows of an array that are worked on together. */
export const BLOCK = 4;

/** The columns of a conjugate-gradient iteration, a number a cell each. */
export interface Iterate {
  readonly x: Float64Array;
  readonly r: Float64Array;
  readonly z: Float64Array;
  /** direction */
  readonly p: Float64Array;
  /** S p */
  readonly q: Float64Array;
  /** of the rows that are worked on: currents along them, then their volts */
  readonly t: Float64Array;
  /** a number a column of the array, for the passes' own use */
  readonly spare: Float64Array;
}
