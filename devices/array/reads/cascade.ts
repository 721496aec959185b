import type { ArrayCells } from './array-cells.js';
import type { EffectiveColumns } from './effective-columns.js';
import { ColumnPieces } from './column-pieces.js';
import { RowPorts } from './row-ports.js';

/**
 * Narrow arrays, solved directly: a cascade of rows, each a network with one port a column. The conductance matrix L of all
 * rows so far passes the pieces of wire to the next row, and takes its matrix: L ← L + S. An ampere put into a row passes the
 * same pieces. Costs rows × columns³ × 3/2 products for all columns.
 */
export class Cascade implements EffectiveColumns {
  readonly together = true;
  private readonly ports: RowPorts;
  private readonly pieces: ColumnPieces;

  constructor(private readonly array: ArrayCells) {
    this.ports = new RowPorts(array);
    const { columnOhms, senseOhms } = array.wires;
    this.pieces = new ColumnPieces(array.rows, array.columns, columnOhms, columnOhms + senseOhms);
  }

  find(first: number, count: number, effective: Float64Array): void {
    const { rows, columns, wires } = this.array;
    for (let k = 0; k < rows; k++) for (let c = first; c < first + count; c++) effective[k * columns + c] = 0;
    this.ports.find();
    this.sense(first, count, effective, rows - 1, 1);
    const isTwoEnded = wires.sensedEnds === 2 && this.pieces.end > 0;
    if (isTwoEnded) this.sense(first, count, effective, 0, -1);
  }

  /** Adds what flows out at one end of the columns. @param last row at that end @param step to it from the row before */
  private sense(first: number, count: number, effective: Float64Array, last: number, step: 1 | -1): void {
    const { rows, columns, wires } = this.array;
    const { ports, pieces } = this;
    const { load, weight, end } = pieces;
    load.fill(0);
    if (wires.sensedEnds === 2 && end > 0) for (let p = 0; p < columns; p++) load[p * columns + p] = 1 / end;
    let k = last - step * (rows - 1);
    for (let i = 1; i <= rows; i++, k += step) {
      ports.addTo(k, load);
      pieces.pass(k, i === rows);
    }
    weight.fill(0);
    for (let c = 0; c < count; c++) weight[(first + c) * columns + c] = 1;
    for (k = last; k >= 0 && k < rows; k -= step) {
      pieces.passBack(k, count);
      ports.weigh(k, weight, first, count, effective);
    }
  }
}
