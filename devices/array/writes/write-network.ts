import { RunError } from '../../../src/core/errors.js';
import { deviceVolts } from '../lattice/cell-law.js';
import type { Drive } from '../lattice/drive.js';
import { Lattice } from '../lattice/lattice.js';
import { equalEnds, type LineEnds } from '../lattice/line-ends.js';
import { NonlinearLattice } from '../lattice/nonlinear-lattice.js';
import { seriesConductance } from '../reads/array-cells.js';
import { refuseResidual, TOLERANCE } from '../reads/tolerance.js';
import { cellKinds } from '../wires/cell-kinds.js';
import type { Wires } from '../wires/wire-settings.js';
import { writeSchemes, type WriteScheme } from '../wires/write-schemes.js';

/** The largest residual of voltages: floating lines with wires below a microohm come to rest above that of reads. */
const LARGEST = 1e-6;

/** An array while one of its devices is written, sneak paths included, solved exactly for one write after the other. */
export class WriteNetwork {
  private readonly lattice: Lattice;
  private readonly nonlinear?: NonlinearLattice;
  private readonly cell: Float64Array;
  private readonly ends: { readonly rows: LineEnds; readonly columns: LineEnds };
  /** ends of a line that is driven */
  private readonly driven: { readonly rows: LineEnds; readonly columns: LineEnds };
  private readonly drive: Drive;
  private readonly scheme: WriteScheme;
  private readonly isSelecting: boolean;

  constructor(
    rows: number,
    private readonly columns: number,
    private readonly wires: Wires,
    private readonly who = 'programmingVoltages',
  ) {
    this.lattice = new Lattice(rows, columns, wires.rowOhms, wires.columnOhms);
    if (wires.nonlinearity > 0) this.nonlinear = new NonlinearLattice(this.lattice, wires);
    this.cell = new Float64Array(rows * columns);
    this.ends = writeEnds(wires, rows, columns);
    this.driven = writeEnds(wires, rows, columns);
    this.drive = { rows: new Float64Array(rows), columns: new Float64Array(columns) };
    this.scheme = writeSchemes[wires.scheme];
    this.isSelecting = cellKinds[wires.cell].selected;
  }

  /** Solves a write. @param volts between the drivers of the row and of the column @throws RunError where the solver does not reach its tolerance */
  solve(conductance: Float64Array, row: number, column: number, volts: number): void {
    const { lattice, nonlinear, cell, ends, driven, drive, scheme, wires } = this;
    const accessOhms = nonlinear ? 0 : wires.accessOhms;
    for (let e = 0; e < cell.length; e++)
      cell[e] = this.conducts(e, column) ? seriesConductance(conductance[e], accessOhms) : 0;
    drive.rows.fill(volts * (scheme.row ?? 0));
    drive.columns.fill(volts * (scheme.column ?? 0));
    drive.rows[row] = volts;
    drive.columns[column] = 0;
    if (scheme.row === undefined) driveOnly(ends.rows, driven.rows, row);
    if (scheme.column === undefined) driveOnly(ends.columns, driven.columns, column);
    if (nonlinear) {
      if (!nonlinear.solve(cell, ends, drive, TOLERANCE))
        throw new RunError(
          `${this.who}: the voltages of a write of ${volts} V did not settle; lower the voltage or the nonlinearity`,
        );
    } else {
      lattice.factor(cell, ends.rows, ends.columns);
      lattice.solve(drive, TOLERANCE);
    }
    refuseResidual(this.who, lattice.residual, LARGEST);
  }

  /** Writes the volts on a device in the write that was solved. @param column that is written */
  voltsOn(e: number, conductance: Float64Array, column: number, volts: Float64Array): void {
    const { rowNode, columnNode } = this.lattice;
    volts[e] = this.conducts(e, column)
      ? deviceVolts(this.wires, conductance[e], rowNode[e] - columnNode[e])
      : 0;
  }

  private conducts(e: number, column: number): boolean {
    return !this.isSelecting || e % this.columns === column;
  }
}

function writeEnds(
  { sourceOhms, rowOhms, columnOhms, drivenEnds, sensedEnds }: Wires,
  rows: number,
  columns: number,
) {
  return {
    rows: equalEnds(rows, rowOhms + sourceOhms, { first: true, last: drivenEnds === 2 }),
    columns: equalEnds(columns, columnOhms + sourceOhms, { first: sensedEnds === 2, last: true }),
  };
}

/** Opens the ends of all lines but one. */
function driveOnly(ends: LineEnds, driven: LineEnds, line: number): void {
  ends.first.fill(0);
  ends.last.fill(0);
  ends.first[line] = driven.first[line]!;
  ends.last[line] = driven.last[line]!;
}
