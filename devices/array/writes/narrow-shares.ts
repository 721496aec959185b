import type { ArrayCells } from '../reads/array-cells.js';
import { ColumnPieces } from '../reads/column-pieces.js';
import { RowPorts } from '../reads/row-ports.js';
import { writeSchemes, type WriteScheme } from '../wires/write-schemes.js';
import type { ShareSolver } from './write-drop.js';
import { solveSymmetric } from './solve-symmetric.js';

/** Conductance of an open cell, which has a voltage but no current. */
const OPEN = 1e-15;

/**
 * The shares of all devices of a narrow array whose lines are all held, solved directly. By superposition s = (1 − a) r + b c + (a − b) t
 * with a and b of the write scheme on other rows and columns: r is the voltage on the device for a volt on its row alone, c
 * for a volt on its column alone (of the other sign), and t for a volt on all columns. Each row is a network with one port a
 * column, between the rows above and those below. Costs rows × columns³ × 4 products.
 */
export class NarrowShares implements ShareSolver {
  readonly together = true;
  private readonly cells: Float64Array;
  private readonly ports: RowPorts;
  private readonly pieces: ColumnPieces;
  /** for each row, L of the rows above it and its own */
  private readonly above: Float64Array;
  /** S of one row, and what is solved with it */
  private readonly own: Float64Array;
  private readonly matrix: Float64Array;
  private readonly volts: Float64Array;
  private readonly scheme: WriteScheme;

  constructor(private readonly array: ArrayCells) {
    const { rows, columns, wires } = array;
    this.cells = new Float64Array(rows * columns);
    this.ports = new RowPorts({ ...array, conductance: this.cells });
    this.pieces = new ColumnPieces(rows, columns, wires.columnOhms, wires.columnOhms + wires.sourceOhms);
    this.above = new Float64Array(rows * columns * columns);
    [this.own, this.matrix] = [0, 0].map(() => new Float64Array(columns * columns));
    this.volts = new Float64Array(columns);
    this.scheme = writeSchemes[wires.scheme];
  }

  find(_device: number, share: Float64Array): void {
    const { cells, array, ports, pieces } = this;
    for (let e = 0; e < cells.length; e++) cells[e] = Math.max(array.conductance[e], OPEN);
    ports.find();
    share.fill(0);
    if (pieces.end === 0) this.findHeld(share);
    else {
      this.descend(share);
      this.climb(share);
    }
    for (let e = 0; e < cells.length; e++) share[e] /= cells[e];
  }

  /** Columns without ohms are held at their voltage. */
  private findHeld(share: Float64Array): void {
    const { ports, own, pieces, volts, array } = this;
    volts.fill(0);
    this.setEnds();
    for (let k = 0; k < array.rows; k++) {
      own.fill(0);
      ports.addTo(k, own);
      this.addRow(k, share);
      this.addColumns(k, pieces.weight, share);
    }
  }

  /** From the first row down, then the columns' voltages for a volt at the last ends, back up. */
  private descend(share: Float64Array): void {
    const { ports, pieces, own, above, array } = this;
    const { rows, wires } = array;
    const { load, weight } = pieces;
    load.fill(0);
    if (wires.sensedEnds === 2) this.tie(load);
    for (let k = 0; k < rows; k++) {
      ports.addTo(k, load);
      above.set(load, k * load.length);
      pieces.pass(k, k === rows - 1);
    }
    this.setEnds();
    for (let k = rows - 1; k >= 0; k--) {
      pieces.passBack(k, array.columns);
      own.fill(0);
      ports.addTo(k, own);
      this.addColumns(k, weight, share);
    }
  }

  /** From the last row up, with the voltages for a volt on each row; then for a volt at the first ends, where columns have them. */
  private climb(share: Float64Array): void {
    const { ports, pieces, own, above, matrix, volts, array } = this;
    const { rows, columns, wires } = array;
    const { load, weight } = pieces;
    load.fill(0);
    this.tie(load);
    for (let k = rows - 1; k >= 0; k--) {
      const at = k * load.length;
      for (let e = 0; e < load.length; e++) matrix[e] = load[e] + above[at + e];
      for (let c = 0; c < columns; c++) volts[c] = ports.drive[k * columns + c]!;
      solveSymmetric(matrix, volts);
      own.fill(0);
      ports.addTo(k, own);
      this.addRow(k, share);
      if (k === 0 && wires.sensedEnds === 1) return;
      for (let e = 0; e < load.length; e++) load[e] += own[e];
      pieces.pass(k, k === 0);
    }
    this.setEnds();
    for (let k = 0; k < rows; k++) {
      pieces.passBack(k, columns);
      own.fill(0);
      ports.addTo(k, own);
      this.addColumns(k, weight, share);
    }
  }

  /** Columns end at ground. */
  private tie(load: Float64Array): void {
    const m = this.array.columns;
    for (let c = 0; c < m; c++) load[c * m + c] = 1 / this.pieces.end;
  }

  /** A volt at the end of each column. */
  private setEnds(): void {
    const { weight } = this.pieces;
    const m = this.array.columns;
    weight.fill(0);
    for (let c = 0; c < m; c++) weight[c * m + c] = 1;
  }

  /** Adds the currents of a row's cells for a volt of its driver. `volts` holds the columns' voltages there. */
  private addRow(row: number, share: Float64Array): void {
    const { own, volts, ports, scheme } = this;
    const m = this.array.columns | 0;
    const part = 1 - scheme.row!;
    for (let c = 0; c < m; c++) {
      const e = row * m + c;
      let out = 0.0;
      for (let p = 0; p < m; p++) out += own[p < c ? c * m + p : p * m + c] * volts[p];
      share[e] += part * (ports.drive[e] - out);
    }
  }

  /** Adds the currents out of a row's cells for a volt on the column of each, and on all columns. @param weight voltages on the row's columns for a volt on each column */
  private addColumns(row: number, weight: Float64Array, share: Float64Array): void {
    const { own, scheme } = this;
    const m = this.array.columns | 0;
    const apart = scheme.row! - scheme.column!;
    for (let c = 0; c < m; c++) {
      let out = 0.0;
      for (let p = 0; p < m; p++) {
        let all = 0.0;
        if (apart !== 0) for (let q = 0; q < m; q++) all += weight[p * m + q];
        out += own[p < c ? c * m + p : p * m + c] * (scheme.column! * weight[p * m + c] + apart * all);
      }
      share[row * m + c] += out;
    }
  }
}
