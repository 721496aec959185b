import type { UpdateBatch } from '../src/core/update-batch.js';
import type { DeviceBank } from './device-bank.js';

/**
 * Ideal memories: each takes the wished change itself, exactly, up to the ends of its window, and needs no
 * pulses. The reference that every memristor is compared with.
 */
export class IdealBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;

  constructor(
    readonly lowest: Float64Array,
    readonly highest: Float64Array,
  ) {
    this.size = lowest.length;
    this.conductance = lowest.slice();
  }

  pulse(batch: UpdateBatch): void {
    const { device, delta, count } = batch;
    const { conductance, lowest, highest } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const moved = conductance[d] + delta[i] * (highest[d] - lowest[d]);
      conductance[d] = Math.min(Math.max(moved, lowest[d]), highest[d]);
    }
  }
}
