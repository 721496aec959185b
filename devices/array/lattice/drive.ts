/** What drives an array. */
export interface Drive {
  /** volts at the ends of each row */
  readonly rows: Float64Array;
  /** volts at the ends of each column; 0 for a column whose ends are open */
  readonly columns: Float64Array;
  /** a current of each cell from its row to its column, beside G V, amperes */
  readonly injected?: Float64Array;
}
