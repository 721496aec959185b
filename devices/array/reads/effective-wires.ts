import type { ReadBatch } from '../../../src/core/read-batch.js';
import type { Circuit } from '../circuit.js';
import { IdealWires } from '../ideal-wires.js';
import type { ArrayCells } from './array-cells.js';
import type { EffectiveColumns } from './effective-columns.js';

/**
 * Resistive wires as an array of effective conductances T with ideal wires: I_c = Σ_k V_kc (T_kc − G0_kc) + I_ref. T of a
 * column is found when the column is read, and kept until a conductance changes. It allocates nothing.
 */
export class EffectiveWires implements Circuit {
  private readonly effective: Float64Array;
  private readonly ideal: IdealWires;
  /** conductances for which T was asked */
  private readonly known: Float64Array;
  private readonly stale: Uint8Array;
  private readonly devicesOf: readonly Uint32Array[];

  /** @param isApart whether each column has wires of its own, so that a change leaves T of other columns as it is */
  constructor(
    private readonly array: ArrayCells,
    lowest: Float64Array,
    private readonly solver: EffectiveColumns,
    private readonly isApart = false,
  ) {
    const { rows, columns, conductance } = array;
    this.effective = new Float64Array(conductance.length);
    this.known = new Float64Array(conductance.length);
    this.stale = new Uint8Array(columns).fill(1);
    this.ideal = new IdealWires({ conductance: this.effective, lowest }, columns);
    this.devicesOf = Array.from({ length: columns }, (_, c) =>
      Uint32Array.from({ length: rows }, (__, k) => k * columns + c),
    );
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.known.set(this.array.conductance);
    this.stale.fill(1);
    this.ideal.calibrate(gain, unit);
  }

  refresh(device: Uint32Array, count: number): void {
    const { known, stale, array } = this;
    const { conductance, columns } = array;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      if (known[d] === conductance[d]) continue;
      known[d] = conductance[d];
      if (this.isApart) stale[d % columns] = 1;
      else stale.fill(1);
    }
  }

  multiply(batch: ReadBatch): void {
    if (batch.transposed || this.solver.together) this.renew(0, this.array.columns);
    else this.renew(batch.first, batch.columns);
    this.ideal.multiply(batch);
  }

  read(device: Uint32Array, conductance: Float64Array, count: number): void {
    const { effective, stale, array, solver } = this;
    const { columns } = array;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const column = d % columns;
      if (stale[column] !== 0) {
        if (solver.together) this.renew(0, columns);
        else this.renew(column, 1);
      }
      conductance[i] = effective[d]!;
    }
  }

  /** Finds T of the columns from `first` to `end` that changed, in one call from the first of them to the last. */
  private renew(first: number, columns: number): void {
    const { stale, devicesOf, array } = this;
    let from = first;
    let end = first + columns;
    while (from < end && stale[from] === 0) from++;
    while (from < end && stale[end - 1] === 0) end--;
    if (from === end) return;
    this.solver.find(from, end - from, this.effective);
    for (let c = from; c < end; c++) {
      this.ideal.refresh(devicesOf[c], array.rows);
      stale[c] = 0;
    }
  }
}
