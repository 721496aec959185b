import type { MeasuringConditions } from '../../devices/files/device-form.js';
import { UsageError } from '../../src/core/errors.js';

/** Below this a memristor is read and not written, volts (paper, Methods: rows stay below 0.5 V). */
const DISTURB_VOLTS = 0.5;

/** How far a pulse may be from the measured one and still be it, as a share of its voltage and of its width. */
const TOLERANCE = 0.02;

/**
 * Which pulses a measured device is known to answer. Its curves were measured with one SET and one RESET pulse; what
 * another voltage or another width would have done is in no data, so nobody makes it up here.
 */
export class MeasuredPulses {
  /** of each device, in the device file's order of polarities */
  private readonly volts: Float64Array[];
  private readonly seconds: Float64Array[];

  /** @throws UsageError for a device that was measured nobody knows how */
  constructor(conditions: readonly (MeasuringConditions | undefined)[]) {
    const missing = conditions.indexOf(undefined);
    if (missing >= 0)
      throw new UsageError(
        `device ${missing} of the device file: got no conditions: expected the voltage and width of its SET and RESET pulses, without which nobody can tell what a pulse does`,
      );
    const known = conditions as readonly MeasuringConditions[];
    this.volts = [known.map(({ set }) => set.volts), known.map(({ reset }) => reset.volts)].map(column);
    this.seconds = [
      known.map(({ set }) => set.widthSeconds),
      known.map(({ reset }) => reset.widthSeconds),
    ].map(column);
  }

  /** What a pulse does to a device: 1 SET, −1 RESET, 0 nothing, NaN what no data tell. */
  direction(device: number, volts: number, seconds: number): number {
    if (Math.abs(volts) < DISTURB_VOLTS) return 0;
    for (let polarity = 0; polarity < 2; polarity++) {
      const asMeasured =
        near(volts, this.volts[polarity][device]) && near(seconds, this.seconds[polarity][device]);
      if (asMeasured) return polarity === 0 ? 1 : -1;
    }
    return NaN;
  }

  /** The pulses that a device is known to answer, in words. */
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
