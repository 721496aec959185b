import type { ReadBatch } from '../../src/core/read-batch.js';
import type { Circuit, MakeCircuit } from './circuit.js';
import { IdealWires } from './ideal-wires.js';
import type { ArrayCells } from './reads/array-cells.js';
import { columnsSolver, isSelecting, NARROW } from './reads/columns-solver.js';
import { EffectiveWires } from './reads/effective-wires.js';
import { ForwardWires } from './reads/forward-wires.js';
import { completeWires, type Wires, type WireSettings } from './wires/wire-settings.js';
import { makeDrop } from './writes/make-drop.js';
import type { WriteDrop } from './writes/write-drop.js';

/**
 * Makes circuits whose wires, drivers and amplifiers have resistance. Without any resistance, they are `IdealWires`.
 *
 * @throws UsageError where a setting is wrong
 */
export function makeWires(settings: WireSettings = {}): MakeCircuit {
  const wires = completeWires(settings);
  if (isIdeal(wires)) return (devices, columns) => new IdealWires(devices, columns);
  return ({ conductance, lowest }, columns) =>
    new ResistiveWires({ rows: conductance.length / columns, columns, conductance, wires }, lowest);
}

function isIdeal({ rowOhms, columnOhms, sourceOhms, senseOhms, accessOhms, nonlinearity }: Wires): boolean {
  return [rowOhms, columnOhms, sourceOhms, senseOhms, accessOhms, nonlinearity].every((value) => value === 0);
}

/** A circuit that reads single devices too. */
type Reading = Circuit & Required<Pick<Circuit, 'read'>>;

/**
 * An array with resistive wires. Columns with one voltage a row are read at once; columns with voltages of their own are
 * read one by one, all others at ground. So are single devices. The way to solve it follows from that and from its shape.
 */
class ResistiveWires implements Circuit {
  readonly drop?: WriteDrop;
  private forward: Reading;
  private transposed: Reading;
  private single: Reading;

  constructor(
    private readonly array: ArrayCells,
    private readonly lowest: Float64Array,
  ) {
    this.forward = this.transposed = this.single = this.apart();
    const drop = makeDrop(array);
    if (drop) this.drop = drop;
  }

  calibrate(gain: Float64Array, unit: number): void {
    const { array, lowest } = this;
    const isAtOnce = gain.every((volts) => volts === gain[0]);
    const { rows, columns, wires } = array;
    const isForward = wires.nonlinearity > 0 || (isAtOnce && Math.min(rows, columns) > NARROW);
    this.transposed = isForward
      ? new ForwardWires(array, lowest)
      : new EffectiveWires(array, lowest, columnsSolver(array, false));
    this.single = isSelecting(array) && wires.nonlinearity === 0 ? this.apart() : this.transposed;
    this.forward = isAtOnce ? this.transposed : this.single;
    this.transposed.calibrate(gain, unit);
    if (this.single !== this.transposed) this.single.calibrate(gain, unit);
  }

  refresh(device: Uint32Array, count: number): void {
    this.transposed.refresh(device, count);
    if (this.single !== this.transposed) this.single.refresh(device, count);
    this.drop?.refresh(device, count);
  }

  read(device: Uint32Array, conductance: Float64Array, count: number): void {
    this.single.read(device, conductance, count);
  }

  multiply(batch: ReadBatch): void {
    (batch.transposed ? this.transposed : this.forward).multiply(batch);
  }

  /** Columns that conduct one by one, where transistors select them. */
  private apart(): EffectiveWires {
    const { array, lowest } = this;
    return new EffectiveWires(array, lowest, columnsSolver(array, isSelecting(array)), isSelecting(array));
  }
}
