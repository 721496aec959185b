import type { DeviceBank } from '../../devices/device-bank.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';

/** Devices without noise whose pulses all do the same, one N-th of the window each. */
export class LinearBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;

  constructor(
    readonly lowest: Float64Array,
    readonly highest: Float64Array,
    private readonly range: number,
  ) {
    this.size = lowest.length;
    this.conductance = lowest.slice();
  }

  pulse({ device, pulses, count }: UpdateBatch): void {
    const { conductance, lowest, highest, range } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const moved = conductance[d] + (pulses[i] / range) * (highest[d] - lowest[d]);
      conductance[d] = Math.min(Math.max(moved, lowest[d]), highest[d]);
    }
  }
}
