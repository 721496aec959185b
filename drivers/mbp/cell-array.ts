/** Memristors at the crossings of rows and columns, as the end of a cable sees them. */
export interface CellArray {
  readonly rows: number;
  readonly columns: number;
  /** Whether it is known what a pulse does to a cell; a board refuses all others. */
  knows(row: number, column: number, volts: number, seconds: number): boolean;
  pulse(row: number, column: number, volts: number, seconds: number): void;
  /** Whether a pulse would draw more than so many amperes now. */
  exceeds(row: number, column: number, volts: number, amperes: number): boolean;
  /** Amperes into a column with these volts on the rows, the mean of so many samples. */
  current(column: number, volts: Float64Array, samples: number): number;
}
