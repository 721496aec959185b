import type { PulseShape } from '../../src/core/pulse-shape.js';

/**
 * How cells of JART VCM v1b are programmed and read, in the sign of memloop: SET and its voltages are positive. The published model has the
 * other sign (its V < 0 sets).
 */
export interface JartProgramming {
  readonly set: PulseShape;
  readonly reset: PulseShape;
  /** voltage of a read */
  readonly readVolts: number;
  /** ends of the window, as concentrations of the disc, 1e26 m⁻³ */
  readonly lowestN: number;
  readonly highestN: number;
}

const MICROSECOND = 1e-6;

/**
 * Pulses that change the cell little by little. At its usual voltages JART sets abruptly: heat and current raise each other. Low voltages
 * do not run away, and the filament stays below 700 K. The window begins at N = 0.25, where SET pulses do most, and ends at N = 1, where they
 * do a twenty-fifth of that: steps shrink toward the upper end, as in measured devices. Like those, the cell takes 200 pulses from end to end.
 */
export const gradualProgramming: JartProgramming = {
  set: { volts: 0.343, seconds: MICROSECOND, period: 2 * MICROSECOND },
  reset: { volts: -0.702, seconds: MICROSECOND, period: 2 * MICROSECOND },
  readVolts: 0.2,
  lowestN: 0.25,
  highestN: 1,
};
