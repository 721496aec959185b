import { equalEnds } from '../lattice/line-ends.js';
import { seriesConductance, type ArrayCells } from './array-cells.js';

/**
 * Each row of an array as a network with one port a column, behind its cells: S = G − G A⁻¹ G between the ports, and
 * h = G A⁻¹ g, the current into each port for a volt of the driver. A is the matrix of the row's wire.
 */
export class RowPorts {
  /** h, row by row */
  readonly drive: Float64Array;
  private readonly cell: Float64Array;
  /** conductance to the left and to the right of a node, its cell left out */
  private readonly left: Float64Array;
  private readonly right: Float64Array;
  /** volts of a node for a volt of the next one, as far as they reach it from there */
  private readonly ratio: Float64Array;
  private readonly first: number;
  private readonly last: number;

  constructor(private readonly array: ArrayCells) {
    const { rows, columns, wires } = array;
    const ends = equalEnds(1, wires.rowOhms + wires.sourceOhms, {
      first: true,
      last: wires.drivenEnds === 2,
    });
    this.first = ends.first[0];
    this.last = ends.last[0];
    [this.drive, this.cell] = [0, 0].map(() => new Float64Array(rows * columns));
    [this.left, this.right, this.ratio] = [0, 0, 0].map(() => new Float64Array(rows * columns));
  }

  /** Takes the present conductances. */
  find(): void {
    const { conductance, wires } = this.array;
    const { cell } = this;
    for (let e = 0; e < cell.length; e++) cell[e] = seriesConductance(conductance[e], wires.accessOhms);
    for (let k = 0; k < this.array.rows; k++) this.findRow(k);
  }

  private findRow(row: number): void {
    const { cell, left, right, ratio, drive, first, last } = this;
    const m = this.array.columns;
    const { rowOhms } = this.array.wires;
    const start = row * m;
    const end = start + m - 1;
    if (first === Infinity) {
      for (let e = start; e <= end; e++) drive[e] = cell[e];
      return;
    }
    left[start] = first;
    drive[start] = first;
    for (let e = start + 1; e <= end; e++) {
      const toLeft = left[e - 1] + cell[e - 1];
      ratio[e] = 1 / (1 + rowOhms * toLeft);
      left[e] = toLeft * ratio[e];
      drive[e] = drive[e - 1] * ratio[e];
    }
    right[end] = last;
    let fromRight = last;
    for (let e = end; ; e--) {
      const total = left[e] + right[e] + cell[e];
      drive[e] = (cell[e] * (drive[e] + fromRight)) / total;
      if (e === start) break;
      const toRight = right[e] + cell[e];
      const back = 1 / (1 + rowOhms * toRight);
      right[e - 1] = toRight * back;
      fromRight *= back;
    }
  }

  /** Adds S of a row to a matrix of columns × columns, up to its diagonal. */
  addTo(row: number, load: Float64Array): void {
    const { cell, left, right, ratio, first } = this;
    const m = this.array.columns | 0;
    const start = row * m;
    const held = first === Infinity;
    for (let p = 0; p < m; p++) {
      const e = start + p;
      const ends = left[e] + right[e];
      load[p * m + p] += held ? cell[e] : (cell[e] * ends) / (ends + cell[e]);
      if (held) continue;
      let back = cell[e] / (ends + cell[e]);
      for (let q = p - 1; q >= 0; q--) {
        back *= ratio[start + q + 1];
        const between = back * cell[start + q];
        load[p * m + q] -= between;
      }
    }
  }

  /** Adds what a volt on a row makes of the columns that are sensed. @param weight of an ampere in each port */
  weigh(row: number, weight: Float64Array, first: number, count: number, effective: Float64Array): void {
    const { drive } = this;
    const m = this.array.columns | 0;
    const start = (row * m) | 0;
    for (let c = 0; c < count; c++) {
      let sum = 0.0;
      for (let p = 0, w = c; p < m; p++, w += m) sum += drive[start + p] * weight[w];
      effective[start + first + c] += sum;
    }
  }
}
