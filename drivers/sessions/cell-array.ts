/** Memristors at the crossings of rows and columns, as the board's end of a cable sees them. */
export interface CellArray {
  readonly rows: number;
  readonly columns: number;
  pulse(row: number, column: number, volts: number, seconds: number): void;
  /** Amperes into a column with these volts on the rows for some seconds, averaged over `samples`. */
  current(column: number, volts: Float64Array, samples: number, seconds?: number): number;
  /** Whether a pulse would now draw more than `amperes`. Without this method, `current` decides. */
  exceeds?(row: number, column: number, volts: number, amperes: number): boolean;
  /** Whether the effect of a pulse on a cell is known; a board refuses other pulses. Without this method, all are known. */
  knows?(row: number, column: number, volts: number, seconds: number): boolean;
}
