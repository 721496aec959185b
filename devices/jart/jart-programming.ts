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
 * do not run away, and between N = 0.12 and 0.9 the slowest pulse does a tenth of the fastest. About a hundred pulses lead from end to end,
 * and the filament stays below 720 K.
 */
export const gradualProgramming: JartProgramming = {
  set: { volts: 0.355, seconds: MICROSECOND, period: 2 * MICROSECOND },
  reset: { volts: -0.725, seconds: MICROSECOND, period: 2 * MICROSECOND },
  readVolts: 0.2,
  lowestN: 0.12,
  highestN: 0.9,
};
