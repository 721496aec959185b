import type { MeasuringConditions } from '../../devices/files/device-form.js';
import type { PulseShape, PulseShapes } from '../../src/core/pulse-shape.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';

/**
 * Width of a read, seconds. A choice: the measured data hold the voltage of a read but not its width. 1 µs at 0.2 V
 * and 45 µS is 1.8 pJ.
 */
export const READ_SECONDS = 1e-6;

/**
 * The cost of one SET pulse, one RESET pulse and one read of each device, with the pulses of its measurement: V² t in
 * joules per siemens (the energy is V² G t), and t in seconds.
 */
export class PulseCosts {
  /** joules per siemens */
  readonly set: Float64Array;
  readonly reset: Float64Array;
  readonly read: Float64Array;
  /** seconds */
  readonly setWidth: Float64Array;
  readonly resetWidth: Float64Array;
  /** whether the conditions of all devices are known; otherwise the costs mean nothing */
  readonly known: boolean;

  /** the costs of batches with another pulse shape, for the devices of the last one */
  private other?: PulseCosts;

  /** @param conditions of each device */
  constructor(private readonly conditions: readonly (MeasuringConditions | undefined)[]) {
    const each = (cost: (conditions: MeasuringConditions) => number) =>
      Float64Array.from(conditions, (known) => (known ? cost(known) : 0));
    this.set = each(({ set }) => set.volts ** 2 * set.widthSeconds);
    this.reset = each(({ reset }) => reset.volts ** 2 * reset.widthSeconds);
    this.read = each(({ readVolts }) => readVolts ** 2 * READ_SECONDS);
    this.setWidth = each(({ set }) => set.widthSeconds);
    this.resetWidth = each(({ reset }) => reset.widthSeconds);
    this.known = conditions.every((known) => known !== undefined);
  }

  /** The same for a batch with another pulse shape; valid for its devices until the next call. */
  shaped({ device, count }: UpdateBatch, { set, reset }: PulseShapes): PulseCosts {
    const other = (this.other ??= new PulseCosts(this.conditions));
    for (let i = 0; i < count; i++) {
      const d = device[i];
      other.set[d] = set ? energy(set) : this.set[d];
      other.setWidth[d] = set?.seconds ?? this.setWidth[d];
      other.reset[d] = reset ? energy(reset) : this.reset[d];
      other.resetWidth[d] = reset?.seconds ?? this.resetWidth[d];
    }
    return other;
  }
}

/** V² t of a pulse. */
function energy({ volts, seconds }: PulseShape): number {
  return volts ** 2 * seconds;
}
