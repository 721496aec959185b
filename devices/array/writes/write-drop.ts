import type { UpdateBatch } from '../../../src/core/update-batch.js';

/** What wires and the currents of other cells leave of the voltage of writes, at the present conductances. It allocates nothing per call. */
export interface WriteDrop {
  /** decades by which switching would be slower without any voltage, for banks that know only whole pulses */
  readonly decades: number;
  /** Takes note of the present conductances of the first `count` devices listed. */
  refresh(device: Uint32Array, count: number): void;
  /** Row by row of the batch, the voltage on the device as a share of that of its pulses; 1 for rows without pulses. */
  find(batch: UpdateBatch, shares: Float64Array): void;
}

/** Finds shares of devices that belong together. */
export interface ShareSolver {
  /** whether one solution holds the shares of all devices, or of one */
  readonly together: boolean;
  /** Finds the share of a device, and of all others where they come together, from the present conductances, into `share`. */
  find(device: number, share: Float64Array): void;
}
