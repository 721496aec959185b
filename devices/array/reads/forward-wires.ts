import { RunError } from '../../../src/core/errors.js';
import type { ReadBatch } from '../../../src/core/read-batch.js';
import type { Circuit } from '../circuit.js';
import { Lattice } from '../lattice/lattice.js';
import type { Drive } from '../lattice/drive.js';
import type { LineEnds } from '../lattice/line-ends.js';
import { NonlinearLattice } from '../lattice/nonlinear-lattice.js';
import { cellKinds } from '../wires/cell-kinds.js';
import { readEnds } from '../wires/wire-ends.js';
import { seriesConductance, type ArrayCells } from './array-cells.js';
import { refuseResidual, TOLERANCE } from './tolerance.js';

/**
 * Resistive wires, solved anew for each product: once where all columns are read at once, or for each line that is read.
 * For wide arrays with one voltage a row, and for cells whose current is not G V.
 */
export class ForwardWires implements Circuit {
  private readonly lattice: Lattice;
  private readonly nonlinear?: NonlinearLattice;
  private readonly ends: { readonly rows: LineEnds; readonly columns: LineEnds };
  private readonly cell: Float64Array;
  private readonly drive: Drive;
  private gain: Float64Array = new Float64Array(0);
  private unit = 1;
  private isAtOnce = false;
  private isFactored = false;

  constructor(
    private readonly array: ArrayCells,
    private readonly lowest: Float64Array,
  ) {
    const { rows, columns, wires } = array;
    this.lattice = new Lattice(rows, columns, wires.rowOhms, wires.columnOhms);
    if (wires.nonlinearity > 0) this.nonlinear = new NonlinearLattice(this.lattice, wires);
    this.ends = readEnds(wires, rows, columns);
    this.cell = new Float64Array(rows * columns);
    this.drive = { rows: new Float64Array(rows), columns: new Float64Array(columns) };
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.gain = gain;
    this.unit = unit;
    this.isAtOnce = gain.every((volts) => volts === gain[0]);
    this.isFactored = false;
  }

  refresh(): void {
    this.isFactored = false;
  }

  multiply(batch: ReadBatch): void {
    const { first, columns, amperes, reference } = batch;
    if (this.isAtOnce) this.solve(batch, first, -1);
    for (let c = 0; c < columns; c++) {
      if (!this.isAtOnce) this.solve(batch, first + c, first + c);
      amperes[c] = reference[0] * this.unit + this.lineCurrent(first + c, batch.transposed);
    }
  }

  /** Each device at the voltage of an input of one. */
  read(device: Uint32Array, conductance: Float64Array, count: number): void {
    const { drive, gain, array } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const column = d % array.columns;
      const row = (d - column) / array.columns;
      drive.rows.fill(0);
      drive.columns.fill(0);
      drive.rows[row] = gain[d]!;
      this.solveAt(cellKinds[array.wires.cell].selected ? column : -1);
      conductance[i] = this.columnCurrent(column) / gain[d];
    }
  }

  /** Solves the array at the volts that line `line` asks for. @param selected the column that is read, or −1 */
  private solve(batch: ReadBatch, line: number, selected: number): void {
    this.setVolts(batch, line);
    const isSelecting = cellKinds[this.array.wires.cell].selected && !batch.transposed;
    this.solveAt(isSelecting ? selected : -1);
  }

  /** Solves the array at the volts of its drivers. @param selected the only column whose transistors conduct, or −1 for all */
  private solveAt(selected: number): void {
    const { drive, lattice, nonlinear, ends } = this;
    const isKept = this.isFactored && selected < 0;
    if (!isKept) this.takeCells(selected);
    this.isFactored = selected < 0;
    if (nonlinear) {
      if (!nonlinear.solve(this.cell, ends, drive, TOLERANCE))
        throw new RunError('wires: the voltages of the cells did not settle; lower the nonlinearity');
    } else {
      if (!isKept) lattice.factor(this.cell, ends.rows, ends.columns);
      lattice.solve(drive, TOLERANCE);
    }
    refuseResidual('wires', lattice.residual);
  }

  private setVolts({ observation, factor, count, transposed }: ReadBatch, line: number): void {
    const { drive, gain, array } = this;
    const volts = transposed ? drive.columns : drive.rows;
    drive.rows.fill(0);
    drive.columns.fill(0);
    for (let k = 0; k < count; k++) {
      const { value, active, count: cells } = observation[k];
      for (let i = 0; i < cells; i++) {
        const at = active[i];
        const cell = transposed ? line * array.columns + at : at * array.columns + line;
        volts[at] += factor[k] * value[at] * gain[cell];
      }
    }
  }

  /** The conductances of the cells that conduct. @param selected the only column whose transistors do, or −1 for all */
  private takeCells(selected: number): void {
    const { cell, array, nonlinear } = this;
    const { conductance, columns, wires } = array;
    const accessOhms = nonlinear ? 0 : wires.accessOhms;
    for (let e = 0; e < cell.length; e++) {
      const conducts = selected < 0 || e % columns === selected;
      cell[e] = conducts ? seriesConductance(conductance[e], accessOhms) : 0;
    }
  }

  /** The current out of a line, less what its G0 would carry with ideal wires. */
  private lineCurrent(line: number, transposed: boolean): number {
    const { array, drive, lowest } = this;
    const { rows, columns } = array;
    const start = transposed ? line * columns : line;
    const step = transposed ? 1 : columns;
    const others = transposed ? columns : rows;
    const volts = transposed ? drive.columns : drive.rows;
    const sign = transposed ? -1 : 1;
    let sum = 0;
    for (let k = 0, e = start; k < others; k++, e += step) {
      sum += sign * this.current(e) - volts[k] * lowest[e];
    }
    return sum;
  }

  private columnCurrent(column: number): number {
    let sum = 0;
    for (let e = column; e < this.cell.length; e += this.array.columns) sum += this.current(e);
    return sum;
  }

  private current(e: number): number {
    const { lattice, cell, nonlinear } = this;
    if (nonlinear) return nonlinear.current(e);
    return cell[e] * (lattice.rowNode[e] - lattice.columnNode[e]);
  }
}
