import { Lattice } from '../lattice/lattice.js';
import type { Drive } from '../lattice/drive.js';
import type { LineEnds } from '../lattice/line-ends.js';
import { readEnds } from '../wires/wire-ends.js';
import { seriesConductance, type ArrayCells } from './array-cells.js';
import type { EffectiveColumns } from './effective-columns.js';
import { refuseResidual, TOLERANCE } from './tolerance.js';

/** Arrays of any size, column by column: the solution for a volt at the end of the column, of which the rows' currents are T. */
export class AdjointColumns implements EffectiveColumns {
  readonly together = false;
  private readonly lattice: Lattice;
  private readonly ends: { readonly rows: LineEnds; readonly columns: LineEnds };
  private readonly cell: Float64Array;
  private readonly drive: Drive;

  constructor(private readonly array: ArrayCells) {
    const { rows, columns, wires } = array;
    this.lattice = new Lattice(rows, columns, wires.rowOhms, wires.columnOhms);
    this.ends = readEnds(wires, rows, columns);
    this.cell = new Float64Array(rows * columns);
    this.drive = { rows: new Float64Array(rows), columns: new Float64Array(columns) };
  }

  find(first: number, count: number, effective: Float64Array): void {
    const { array, cell, lattice, ends, drive } = this;
    const { accessOhms } = array.wires;
    for (let e = 0; e < cell.length; e++) cell[e] = seriesConductance(array.conductance[e], accessOhms);
    lattice.factor(cell, ends.rows, ends.columns);
    for (let c = first; c < first + count; c++) {
      drive.columns[c] = 1;
      lattice.solve(drive, TOLERANCE);
      drive.columns[c] = 0;
      refuseResidual('wires', lattice.residual);
      this.takeColumn(c, effective);
    }
  }

  private takeColumn(column: number, effective: Float64Array): void {
    const { cell, lattice, array } = this;
    const { rowNode, columnNode } = lattice;
    for (let k = 0, e = 0; k < array.rows; k++) {
      let amperes = 0;
      for (let j = 0; j < array.columns; j++, e++) amperes += cell[e] * (columnNode[e] - rowNode[e]);
      effective[k * array.columns + column] = amperes;
    }
  }
}
