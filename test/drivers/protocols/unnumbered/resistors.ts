import type { CellArray } from '../../../../drivers/sessions/cell-array.js';

/** An array of resistors, in ohms, that counts the pulses of each cell and never changes. */
export class Resistors implements CellArray {
  readonly rows: number;
  readonly columns: number;
  readonly pulses: [row: number, column: number, volts: number, seconds: number][] = [];

  constructor(readonly ohms: number[][]) {
    this.rows = ohms.length;
    this.columns = ohms[0].length;
  }

  pulse(row: number, column: number, volts: number, seconds: number): void {
    this.pulses.push([row, column, volts, seconds]);
  }

  current(column: number, volts: Float64Array): number {
    return this.ohms.reduce((sum, cells, row) => sum + volts[row] / cells[column], 0);
  }
}
