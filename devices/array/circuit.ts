import type { ReadBatch } from '../../src/core/read-batch.js';
import type { WriteDrop } from './writes/write-drop.js';

/** What currents flow through an array of devices at the voltages on it. What voltage stands for an input is not its concern. */
export interface Circuit {
  /** @param gain volts on each device for an input of one; @param unit current of a reference of one, amperes */
  calibrate(gain: Float64Array, unit: number): void;
  /** Takes note of the present conductances of the first `count` devices listed. */
  refresh(device: Uint32Array, count: number): void;
  /** The currents out of the batch's columns, or rows where it is transposed, into its `amperes`: offsets of G0 cancelled, reference added. */
  multiply(batch: ReadBatch): void;
  /** What single reads see of the devices listed: current of the column for a volt on the row alone, siemens; only where that is not their conductance. */
  read?(device: Uint32Array, conductance: Float64Array, count: number): void;
  /** what is left of the voltage of writes; only where that is not all */
  readonly drop?: WriteDrop;
}

/** Makes the circuit of an array of so many columns. @param devices their conductances, present and at the lower end of the window */
export type MakeCircuit = (
  devices: { readonly conductance: Float64Array; readonly lowest: Float64Array },
  columns: number,
) => Circuit;
