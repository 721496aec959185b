/** Memristors at the crossings of rows and columns, as the end of a cable sees them. */
export interface CellArray {
  readonly rows: number;
  readonly columns: number;
  pulse(row: number, column: number, volts: number, seconds: number): void;
  /** Amperes into a column with these volts on the rows. */
  current(column: number, volts: Float64Array): number;
}
