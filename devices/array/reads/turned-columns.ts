import type { ArrayCells } from './array-cells.js';
import { Cascade } from './cascade.js';
import type { EffectiveColumns } from './effective-columns.js';

/**
 * Wide arrays as narrow ones: rows and columns, drivers and amplifiers change places, which leaves T as it is (reciprocity).
 * Both are counted from the other end, so that drivers come after the last cell and amplifiers before the first.
 */
export class TurnedColumns implements EffectiveColumns {
  readonly together = true;
  private readonly turned: Float64Array;
  private readonly found: Float64Array;
  private readonly cascade: Cascade;

  constructor(private readonly array: ArrayCells) {
    const { rows, columns, wires } = array;
    this.turned = new Float64Array(rows * columns);
    this.found = new Float64Array(rows * columns);
    this.cascade = new Cascade({
      rows: columns,
      columns: rows,
      conductance: this.turned,
      wires: {
        ...wires,
        rowOhms: wires.columnOhms,
        columnOhms: wires.rowOhms,
        sourceOhms: wires.senseOhms,
        senseOhms: wires.sourceOhms,
        drivenEnds: wires.sensedEnds,
        sensedEnds: wires.drivenEnds,
      },
    });
  }

  find(first: number, count: number, effective: Float64Array): void {
    const { turned, found, array } = this;
    const { rows, columns, conductance } = array;
    const last = conductance.length - 1;
    for (let k = 0, e = 0; k < rows; k++)
      for (let c = 0; c < columns; c++, e++) turned[last - (c * rows + k)] = conductance[e];
    this.cascade.find(0, rows, found);
    for (let k = 0; k < rows; k++)
      for (let c = first; c < first + count; c++) effective[k * columns + c] = found[last - (c * rows + k)];
  }
}
