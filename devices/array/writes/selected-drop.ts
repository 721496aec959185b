import type { UpdateBatch } from '../../../src/core/update-batch.js';
import type { ArrayCells } from '../reads/array-cells.js';
import { decadesOf } from '../wires/write-handling.js';
import { writeSchemes, type WriteScheme } from '../wires/write-schemes.js';
import type { WriteDrop } from './write-drop.js';

/**
 * Writes of 1T1R cells: only the cells of the written column conduct. Each is one resistor up to the driver of its row, and
 * the column a ladder, solved exactly for all its devices in one way down and one way up, when one of them has changed.
 */
export class SelectedDrop implements WriteDrop {
  readonly decades: number;
  private readonly share: Float64Array;
  private readonly isStale: Uint8Array;
  private readonly rowOhms: Float64Array;
  private readonly branch: Float64Array;
  /** conductance of the column as its cell k sees it, from above and from below, the cell left out */
  private readonly above: Float64Array;
  private readonly below: Float64Array;
  /** volts of the column at each cell for a volt at its ends */
  private readonly volts: Float64Array;
  private readonly scheme: WriteScheme;

  /** @param rowOhms ohms of a row's wire and driver up to each column */
  constructor(
    private readonly array: ArrayCells,
    rowOhms: Float64Array,
  ) {
    const { rows, columns, wires } = array;
    this.decades = decadesOf(wires);
    this.scheme = writeSchemes[wires.scheme];
    this.rowOhms = rowOhms;
    this.share = new Float64Array(rows * columns);
    this.isStale = new Uint8Array(columns).fill(1);
    [this.branch, this.above, this.below, this.volts] = [0, 0, 0, 0].map(() => new Float64Array(rows));
  }

  refresh(device: Uint32Array, count: number): void {
    const { columns } = this.array;
    for (let i = 0; i < count; i++) this.isStale[device[i] % columns] = 1;
  }

  find({ device, pulses, count }: UpdateBatch, shares: Float64Array): void {
    const { isStale, share, array } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const column = d % array.columns;
      if (pulses[i] !== 0 && isStale[column] === 1) {
        this.solve(column);
        isStale[column] = 0;
      }
      shares[i] = pulses[i] === 0 ? 1 : share[d];
    }
  }

  private solve(column: number): void {
    const { array, branch, above, below, volts, share, scheme, rowOhms } = this;
    const { rows, columns, conductance, wires } = array;
    const series = rowOhms[column] + wires.accessOhms;
    for (let k = 0; k < rows; k++) {
      const g = conductance[k * columns + column];
      branch[k] = g / (1 + g * series);
    }
    const end = wires.columnOhms + wires.sourceOhms;
    if (end > 0) this.climb(scheme.row !== undefined);
    const others = scheme.row ?? 0;
    for (let k = 0; k < rows; k++) {
      const d = k * columns + column;
      let node = 0.0;
      if (end > 0) {
        const own = branch[k] / (above[k] + branch[k] + below[k]);
        node = own * (1 - others) + others * (1 - volts[k]);
      }
      share[d] = (1 - node) / (1 + conductance[d] * series);
    }
  }

  /** The column from both sides. @param isLoaded whether the rows of its other cells are held, so that those load it */
  private climb(isLoaded: boolean): void {
    const { array, branch, above, below, volts } = this;
    const { columnOhms, sourceOhms, sensedEnds } = array.wires;
    const end = columnOhms + sourceOhms;
    const others = isLoaded ? 1 : 0;
    const last = array.rows - 1;
    above[0] = sensedEnds === 2 ? 1 / end : 0;
    for (let k = 0; k < last; k++) {
      const load = above[k] + others * branch[k];
      above[k + 1] = load / (1 + columnOhms * load);
    }
    below[last] = 1 / end;
    for (let k = last; k > 0; k--) {
      const load = below[k] + others * branch[k];
      below[k - 1] = load / (1 + columnOhms * load);
    }
    let passed = 1 / (end * (above[last] + branch[last] + below[last]));
    for (let k = last; k >= 0; k--) {
      volts[k] = passed;
      if (k > 0) passed /= 1 + columnOhms * (above[k - 1] + branch[k - 1]);
    }
    if (sensedEnds === 1) return;
    passed = 1 / (end * (above[0] + branch[0] + below[0]));
    for (let k = 0; k <= last; k++) {
      volts[k] += passed;
      if (k < last) passed /= 1 + columnOhms * (below[k + 1] + branch[k + 1]);
    }
  }
}
