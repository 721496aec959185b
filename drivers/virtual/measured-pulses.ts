import { MILLIVOLTS_PER_DECADE } from '../../devices/array/wires/write-handling.js';
import type { MeasuringConditions } from '../../devices/files/device-form.js';
import { UsageError } from '../../src/core/errors.js';

/** Below this voltage a memristor is read and not written (paper, Methods: rows stay below 0.5 V). */
const DISTURB_VOLTS = 0.5;

/** As many pulses take any device to the end of its window. */
const ALL = 10_000;

/** Maximum relative difference, in voltage and in width, between a pulse and the measured one. */
const TOLERANCE = 0.02;

/**
 * The pulses whose effect on each device is known. Its curves were measured with one SET and one RESET pulse. There are
 * no data for another voltage or width, so their effect is not guessed.
 */
export class MeasuredPulses {
  /** of each device; SET, then RESET */
  private readonly volts: Float64Array[];
  private readonly seconds: Float64Array[];

  /** @throws UsageError for a device without measuring conditions */
  constructor(conditions: readonly (MeasuringConditions | undefined)[]) {
    const missing = conditions.indexOf(undefined);
    if (missing >= 0)
      throw new UsageError(
        `device ${missing} of the device file has no conditions: add the voltage and the width of its SET and RESET pulses`,
      );
    const known = conditions as readonly MeasuringConditions[];
    this.volts = [known.map(({ set }) => set.volts), known.map(({ reset }) => reset.volts)].map(column);
    this.seconds = [
      known.map(({ set }) => set.widthSeconds),
      known.map(({ reset }) => reset.widthSeconds),
    ].map(column);
  }

  /** The effect of a pulse on a device: 1 SET, −1 RESET, 0 none, NaN unknown. */
  direction(device: number, volts: number, seconds: number): number {
    if (Math.abs(volts) < DISTURB_VOLTS) return 0;
    for (let polarity = 0; polarity < 2; polarity++) {
      const asMeasured =
        near(volts, this.volts[polarity][device]) && near(seconds, this.seconds[polarity][device]);
      if (asMeasured) return polarity === 0 ? 1 : -1;
    }
    return NaN;
  }

  /**
   * How many measured pulses a voltage does as much as in some seconds: + SET, − RESET, 0 below what disturbs. A decade less
   * for each 75.3 mV below the pulse (law of the half-select disturb, devices/array/wires).
   */
  equivalent(device: number, volts: number, seconds: number): number {
    if (Math.abs(volts) < DISTURB_VOLTS) return 0;
    const polarity = volts > 0 === this.volts[0][device] > 0 ? 0 : 1;
    const short = Math.abs(this.volts[polarity][device]) - Math.abs(volts);
    const pulses =
      (seconds / this.seconds[polarity][device]) * 10 ** ((-1000 * short) / MILLIVOLTS_PER_DECADE);
    return (polarity === 0 ? 1 : -1) * Math.min(pulses, ALL);
  }

  /** The pulses whose effect on a device is known, in words. */
  known(device: number): string {
    const pulses = this.volts.map(
      (volts, polarity) =>
        `${volts[device]} V for ${+(this.seconds[polarity][device] * 1e6).toPrecision(6)} µs`,
    );
    return `${pulses.join(' or ')}, as measured, within ${100 * TOLERANCE} %, or less than ${DISTURB_VOLTS} V`;
  }
}

function near(value: number, measured: number): boolean {
  return Math.abs(value - measured) <= TOLERANCE * Math.abs(measured);
}

function column(values: number[]): Float64Array {
  return Float64Array.from(values);
}
