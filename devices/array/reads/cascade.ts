import type { ArrayCells } from './array-cells.js';
import type { EffectiveColumns } from './effective-columns.js';
import { RowPorts } from './row-ports.js';

/**
 * Narrow arrays, solved directly: a cascade of rows, each a network with one port a column. The conductance matrix L of all
 * rows so far passes a piece of wire R in each column, L ← (L⁻¹ + R)⁻¹, one column after the other, and takes the next row's
 * matrix: L ← L + S. An ampere put into a row passes the same pieces. No result is a difference of near numbers, so all
 * digits hold for any resistance. Costs rows × columns³ × 3/2 products for all columns.
 */
export class Cascade implements EffectiveColumns {
  private readonly ports: RowPorts;
  /** L, columns × columns */
  private readonly load: Float64Array;
  /** for each row and each column's piece of wire, how it shares an ampere between the columns */
  private readonly passed: Float64Array;
  /** for each column, what an ampere in it makes of each column that is sensed */
  private readonly weight: Float64Array;

  constructor(private readonly array: ArrayCells) {
    const { rows, columns } = array;
    this.ports = new RowPorts(array);
    this.load = new Float64Array(columns * columns);
    this.passed = new Float64Array(rows * columns * columns);
    this.weight = new Float64Array(columns * columns);
  }

  find(first: number, count: number, effective: Float64Array): void {
    const { rows, columns, wires } = this.array;
    for (let k = 0; k < rows; k++) for (let c = first; c < first + count; c++) effective[k * columns + c] = 0;
    this.ports.find();
    this.sense(first, count, effective, rows - 1, 1);
    const isTwoEnded = wires.sensedEnds === 2 && wires.columnOhms + wires.senseOhms > 0;
    if (isTwoEnded) this.sense(first, count, effective, 0, -1);
  }

  /** Adds what flows out at one end of the columns. @param last row at that end @param step to it from the row before */
  private sense(first: number, count: number, effective: Float64Array, last: number, step: 1 | -1): void {
    const { rows, columns, wires } = this.array;
    const { columnOhms, senseOhms, sensedEnds } = wires;
    const { load, ports, weight } = this;
    const end = columnOhms + senseOhms;
    load.fill(0);
    if (sensedEnds === 2 && end > 0) for (let p = 0; p < columns; p++) load[p * columns + p] = 1 / end;
    let k = last - step * (rows - 1);
    for (let i = 1; i <= rows; i++, k += step) {
      ports.addTo(k, load);
      this.pass(k, i === rows ? end : columnOhms);
    }
    weight.fill(0);
    for (let c = 0; c < count; c++) weight[(first + c) * columns + c] = 1;
    for (k = last; k >= 0 && k < rows; k -= step) {
      this.passBack(k, count);
      ports.weigh(k, weight, first, count, effective);
    }
  }

  /** L through a piece of wire in each column. */
  private pass(row: number, ohms: number): void {
    const { load, passed } = this;
    const m = this.array.columns | 0;
    let at = (row * m * m) | 0;
    for (let p = 0; p < m; p++) {
      const port = (p * m) | 0;
      const share = 1 / (1 + ohms * load[port + p]);
      const by = ohms * share;
      for (let q = 0; q < m; q++) passed[at + q] = by * load[port + q];
      for (let a = 0; a < m; a++) {
        if (a === p) continue;
        const part = passed[at + a];
        const line = (a * m) | 0;
        for (let b = 0; b < m; b++) load[line + b] -= part * load[port + b];
      }
      for (let q = 0; q < m; q++) load[port + q] *= share;
      for (let a = 0; a < m; a++) load[a * m + p] = load[port + a];
      passed[at + p] = share;
      at = (at + m) | 0;
    }
  }

  /** The weights of an ampere from behind the wires to before them. */
  private passBack(row: number, count: number): void {
    const { weight, passed } = this;
    const m = this.array.columns | 0;
    for (let p = m - 1; p >= 0; p--) {
      const at = ((row * m + p) * m) | 0;
      const own = (p * m) | 0;
      const share = passed[at + p];
      for (let c = 0; c < count; c++) weight[own + c] *= share;
      for (let q = 0; q < m; q++) {
        if (q === p) continue;
        const part = passed[at + q];
        const other = (q * m) | 0;
        for (let c = 0; c < count; c++) weight[own + c] -= part * weight[other + c];
      }
    }
  }
}
