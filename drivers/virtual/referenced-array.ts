import type { CellArray } from '../sessions/cell-array.js';

/** An array with a last row of equal resistors. In a TD error, that row cancels offsets and represents the reward. */
export class ReferencedArray implements CellArray {
  readonly rows: number;
  readonly columns: number;
  private readonly above: Float64Array;

  constructor(
    private readonly cells: CellArray,
    private readonly ohms: number,
  ) {
    this.rows = cells.rows + 1;
    this.columns = cells.columns;
    this.above = new Float64Array(cells.rows);
  }

  pulse(row: number, column: number, volts: number, seconds: number): void {
    if (row < this.cells.rows) this.cells.pulse(row, column, volts, seconds);
  }

  current(column: number, volts: Float64Array, samples: number, seconds?: number): number {
    this.above.set(volts.subarray(0, this.cells.rows));
    return this.cells.current(column, this.above, samples, seconds) + volts[this.cells.rows] / this.ohms;
  }

  exceeds(row: number, column: number, volts: number, amperes: number): boolean {
    const { cells } = this;
    if (row === cells.rows) return Math.abs(volts) / this.ohms > amperes;
    if (cells.exceeds) return cells.exceeds(row, column, volts, amperes);
    this.above.fill(0);
    this.above[row] = volts;
    return Math.abs(cells.current(column, this.above, 1)) > amperes;
  }

  /** A resistor must not be pulsed. */
  knows(row: number, column: number, volts: number, seconds: number): boolean {
    const { cells } = this;
    return row < cells.rows && (cells.knows?.(row, column, volts, seconds) ?? true);
  }
}
