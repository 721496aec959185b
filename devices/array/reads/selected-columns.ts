import type { ArrayCells } from './array-cells.js';
import type { EffectiveColumns } from './effective-columns.js';

/**
 * Columns of 1T1R cells, read one by one: only the cells of the selected column conduct. A row is then one resistor in
 * series with its cell, and the column a ladder, solved exactly in one way down and one way up.
 */
export class SelectedColumns implements EffectiveColumns {
  readonly together = false;
  /** ohms of a row's wire and driver up to each column */
  private readonly rowOhms: Float64Array;
  private readonly branch: Float64Array;
  /** the share of each row's current that leaves through the last end, and through the first */
  private readonly down: Float64Array;
  private readonly up: Float64Array;

  constructor(private readonly array: ArrayCells) {
    const { rows } = array;
    this.rowOhms = ohmsOfRows(array);
    [this.branch, this.down, this.up] = [0, 0, 0].map(() => new Float64Array(rows));
  }

  find(first: number, count: number, effective: Float64Array): void {
    for (let c = first; c < first + count; c++) this.findOne(c, effective);
  }

  private findOne(column: number, effective: Float64Array): void {
    const { array, branch, down, up, rowOhms } = this;
    const { rows, columns, conductance, wires } = array;
    const { columnOhms, senseOhms, sensedEnds, accessOhms } = wires;
    const series = rowOhms[column] + accessOhms;
    for (let k = 0; k < rows; k++) {
      const g = conductance[k * columns + column];
      branch[k] = g / (1 + g * series);
    }
    const end = columnOhms + senseOhms;
    if (end === 0) down.fill(1);
    else shares(branch, down, columnOhms, end, sensedEnds === 2, false);
    const addUp = end > 0 && sensedEnds === 2;
    if (addUp) shares(branch, up, columnOhms, end, true, true);
    for (let k = 0; k < rows; k++) {
      effective[k * columns + column] = branch[k] * (addUp ? down[k] + up[k] : down[k]);
    }
  }
}

/** Ohms of a row's wire and driver up to each column. */
export function ohmsOfRows({ columns, wires }: ArrayCells): Float64Array {
  return Float64Array.from({ length: columns }, (_, c) => {
    const left = wires.sourceOhms + (c + 1) * wires.rowOhms;
    const right = wires.sourceOhms + (columns - c) * wires.rowOhms;
    if (wires.drivenEnds === 1 || left === 0) return left;
    return (left * right) / (left + right);
  });
}

/**
 * The share of an ampere put into each node of a ladder that leaves it through its last end.
 *
 * @param end ohms of each end @param isTied whether the other end is at ground too @param isBackward the last end is before node 0
 */
function shares(
  branch: Float64Array,
  share: Float64Array,
  ohms: number,
  end: number,
  isTied: boolean,
  isBackward: boolean,
): void {
  const n = branch.length;
  const step = isBackward ? -1 : 1;
  let k = isBackward ? n - 1 : 0;
  let load = isTied ? 1 / end : 0.0;
  for (let i = 1; i <= n; i++, k += step) {
    load += branch[k];
    share[k] = 1 / (1 + (i === n ? end : ohms) * load);
    load *= share[k];
  }
  let product = 1.0;
  for (let i = 0; i < n; i++) {
    k -= step;
    product *= share[k];
    share[k] = product;
  }
}
