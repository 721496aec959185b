import { RunError } from '../../src/core/errors.js';
import type { Product } from './board.js';
import { called, type PhysicalDevices } from './physical-devices.js';

/** How the currents of some physical devices of a column become one number. */
export interface ColumnSum {
  readonly product: Product;
  /** Σ_k volts_k (G_k − G0_k) + reference, amperes. @param devices by their numbers, @param volts one for each */
  sum(devices: readonly number[], volts: readonly number[], reference: number): Promise<number>;
}

/** Sums that the host makes from single reads, where a board cannot add currents or has no reference row. */
export class HostSum implements ColumnSum {
  readonly product = 'host-sum';

  constructor(private readonly physical: PhysicalDevices) {}

  async sum(devices: readonly number[], volts: readonly number[], reference: number): Promise<number> {
    const { physical } = this;
    let sum = reference;
    for (const [i, k] of devices.entries()) {
      await physical.read(k);
      sum += volts[i] * (physical.conductance[k] - physical.devices[k].lowest);
    }
    return sum;
  }
}

/** A resistor in a row of its own, whose current stands for the reward and cancels offsets. */
export interface ReferenceRow {
  readonly row: number;
  readonly ohms: number;
}

/**
 * Sums that the array makes by Kirchhoff’s law, in one read (doi:10.1038/s42256-025-01149-w, Methods, circuit of the TD
 * error): V_k on each device, and V3 = R3 [I_ref − Σ_k V_k G0_k] on the reference resistor, whose second term cancels
 * the offset currents of G0.
 */
export class ArraySum implements ColumnSum {
  readonly product = 'in-memory';

  /** @param scale by how much more voltage than asked for is applied, and the current divided by again */
  constructor(
    private readonly physical: PhysicalDevices,
    private readonly reference: ReferenceRow,
    private readonly scale: number,
  ) {}

  async sum(devices: readonly number[], volts: readonly number[], reference: number): Promise<number> {
    const { physical, scale } = this;
    const { row, ohms } = this.reference;
    const of = devices.map((k) => physical.devices[k]);
    const applied = volts.map((v) => this.converted(v * scale));
    const offset = of.reduce((sum, { lowest }, i) => sum + applied[i] * 1e-6 * lowest, 0);
    const third = ohms * (reference * scale - offset);
    const converted = this.converted(third);
    of.forEach(({ name }, i) => this.refuseDisturbing(applied[i], name));
    this.refuseDisturbing(converted, `the reference row ${row}`);
    const names = of.map(called).join(' + ');
    const { picoamps } = await physical.sound(names, (settle, averages) =>
      physical.session.readSet(
        of[0].place.column,
        [...of.map(({ place }) => place.row), row],
        [...applied, converted],
        settle,
        averages,
      ),
    );
    // What the converter’s step left of V3 is known, and so put right here.
    return (picoamps * 1e-12 + (third - converted * 1e-6) / ohms) / scale;
  }

  /** The nearest microvolts that the board’s converter can make. */
  private converted(volts: number): number {
    const step = Math.max(1, this.physical.session.capabilities.microvoltsStep);
    return Math.round((volts * 1e6) / step) * step;
  }

  private refuseDisturbing(microvolts: number, where: string): void {
    const { readLimit } = this.physical.settings;
    // The magnitude of each: a large negative voltage disturbs as a positive one does.
    if (Math.abs(microvolts) <= readLimit * 1e6) return;
    throw new RunError(
      `${where}: got a read at ${(microvolts * 1e-6).toPrecision(3)} V: expected at most ${readLimit} V either way (limits.readVolts); a smaller read.scale reads with less`,
    );
  }
}
