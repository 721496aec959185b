/** Memristors at the crossings of rows and columns, as the end of a cable sees them. */
export interface CellArray {
  readonly rows: number;
  readonly columns: number;
  pulse(row: number, column: number, volts: number, seconds: number): void;
  /** Amperes into a column with these volts on the rows, the mean of so many samples. */
  current(column: number, volts: Float64Array, samples: number): number;
  /** Whether a pulse would draw more than so many amperes now; where it is not said, `current` says it. */
  exceeds?(row: number, column: number, volts: number, amperes: number): boolean;
  /** Whether it is known what a pulse does to a cell; a board refuses those that are not. Unless said, all are. */
  knows?(row: number, column: number, volts: number, seconds: number): boolean;
}
