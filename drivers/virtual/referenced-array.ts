import type { CellArray } from '../mbp/cell-array.js';

/** An array with a resistor in one of its rows, in every column: what cancels offsets and stands for the reward. */
export class ReferencedArray implements CellArray {
  readonly rows: number;
  readonly columns: number;
  private readonly others: Float64Array;

  constructor(
    private readonly cells: CellArray,
    private readonly row: number,
    private readonly ohms: number,
  ) {
    this.rows = cells.rows;
    this.columns = cells.columns;
    this.others = new Float64Array(cells.rows);
  }

  knows(row: number, column: number, volts: number, seconds: number): boolean {
    return row !== this.row && this.cells.knows(row, column, volts, seconds);
  }

  pulse(row: number, column: number, volts: number, seconds: number): void {
    if (row !== this.row) this.cells.pulse(row, column, volts, seconds);
  }

  exceeds(row: number, column: number, volts: number, amperes: number): boolean {
    if (row === this.row) return Math.abs(volts) / this.ohms > amperes;
    return this.cells.exceeds(row, column, volts, amperes);
  }

  current(column: number, volts: Float64Array, samples: number): number {
    this.others.set(volts);
    this.others[this.row] = 0;
    return this.cells.current(column, this.others, samples) + volts[this.row] / this.ohms;
  }
}
