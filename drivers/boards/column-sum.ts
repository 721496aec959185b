import { RunError } from '../../src/core/errors.js';
import type { Product } from './board.js';
import { labelOf, type PhysicalDevices } from './physical-devices.js';

/** How the currents of some physical devices of one column are added up. */
export interface ColumnSum {
  readonly product: Product;
  /** Σ_k volts_k (G_k − G0_k) + reference, amperes. @param devices their numbers @param volts one voltage for each */
  sum(devices: readonly number[], volts: readonly number[], reference: number): Promise<number>;
}

/** Sums made by the host from single reads, for a board that cannot add currents or has no reference row. */
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

/** A row of resistors whose current represents the reward and cancels the offset currents. */
export interface ReferenceRow {
  readonly row: number;
  readonly ohms: number;
}

/**
 * Sums made by the array in one read, by Kirchhoff’s law (doi:10.1038/s42256-025-01149-w, Methods, circuit of the TD
 * error). V_k is on each device and V3 = R3 [I_ref − Σ_k V_k G0_k] on the reference resistor. The second term of V3
 * cancels the offset currents of G0.
 */
export class ArraySum implements ColumnSum {
  readonly product = 'in-memory';

  /** @param scale factor on all voltages; the measured current is divided by it */
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
    const names = of.map(labelOf).join(' + ');
    const { picoamps } = await physical.readUntilValid(names, (settle, averages) =>
      physical.session.readSet(
        of[0].place.column,
        [...of.map(({ place }) => place.row), row],
        [...applied, converted],
        settle,
        averages,
      ),
    );
    // The rounding of V3 by the converter is known, so it is corrected here.
    return (picoamps * 1e-12 + (third - converted * 1e-6) / ohms) / scale;
  }

  /** The nearest voltage that the board’s converter can make, µV. */
  private converted(volts: number): number {
    const step = Math.max(1, this.physical.session.capabilities.microvoltsStep);
    return Math.round((volts * 1e6) / step) * step;
  }

  private refuseDisturbing(microvolts: number, where: string): void {
    const { readLimit } = this.physical.settings;
    // Compare magnitudes: a large negative voltage disturbs a device too.
    if (Math.abs(microvolts) <= readLimit * 1e6) return;
    throw new RunError(
      `${where}: got a read at ${(microvolts * 1e-6).toPrecision(3)} V: expected at most ±${readLimit} V (limits.readVolts); a smaller read.scale needs less voltage`,
    );
  }
}

/** Maximum relative error of the reference resistor, larger than the error of a converter. A choice. */
const REFERENCE_TOLERANCE = 0.1;
/** Read voltage of the reference resistor, unless the limit of reads is lower. */
const REFERENCE_VOLTS = 0.1;

/**
 * Reads the reference resistor of each column that has devices, before anything is pulsed. An error of this resistor
 * would be an error of every TD error.
 *
 * @throws RunError if a resistor is off by more than 10 %
 */
export async function checkReference(physical: PhysicalDevices, { row, ohms }: ReferenceRow): Promise<void> {
  const { session, devices, settings } = physical;
  const microvolts = Math.round(Math.min(REFERENCE_VOLTS, settings.readLimit) * 1e6);
  for (const column of new Set(devices.map(({ place }) => place.column))) {
    const where = `the reference resistor (row ${row}, column ${column})`;
    const read = await physical.readUntilValid(where, (settle, averages) =>
      session.read({ row, column }, microvolts, settle, averages),
    );
    const found = (read.microvolts * 1e6) / read.picoamps;
    if (Math.abs(ohms / found - 1) <= REFERENCE_TOLERANCE) continue;
    throw new RunError(
      `${where}: got ${Math.round(found)} Ω: expected ${ohms} Ω, within ${100 * REFERENCE_TOLERANCE} % (board.reference)`,
    );
  }
}
