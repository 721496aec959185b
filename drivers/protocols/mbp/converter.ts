import type { Capabilities } from '../../sessions/capabilities.js';
import { FLAG } from '../../sessions/flag.js';

/** Below and above these a single device is no memristor any more but a break or a bridge. Siemens, choices. */
const OPEN_BELOW = 1e-7;
const SHORT_ABOVE = 1e-2;

/** The two converters of a board: integer microvolts to what is on the row, amperes to integer counts and picoamperes. */
export class Converter {
  /** picoamperes a count */
  private readonly lsb: number;
  private readonly highest: number;

  constructor(private readonly can: Capabilities) {
    this.highest = 2 ** (can.adcBits - 1) - 1;
    this.lsb = can.picoampsMax / this.highest;
  }

  /** The nearest voltage that the board can make, never further from zero than what was asked for. */
  microvolts(asked: number): number {
    const { microvoltsStep: step } = this.can;
    // An integer zero: −0 would be sent as one, but compares as another.
    return Math.trunc(asked / step) * step || 0;
  }

  /** Picoamperes, counts and flags of a current. */
  reading(amperes: number): [picoamps: number, raw: number, flags: number] {
    const counts = Math.round((amperes * 1e12) / this.lsb) || 0;
    const raw = Math.max(-this.highest - 1, Math.min(this.highest, counts));
    const flags = (raw === counts ? 0 : FLAG.saturated) | (raw === 0 ? FLAG.belowNoise : 0);
    return [Math.round(raw * this.lsb) || 0, raw, flags];
  }

  /** What a single device's current says of it. */
  suspicion(amperes: number, microvolts: number): number {
    if (microvolts === 0) return 0;
    const siemens = Math.abs(amperes / (microvolts * 1e-6));
    return (
      (siemens < OPEN_BELOW ? FLAG.openSuspected : 0) | (siemens > SHORT_ABOVE ? FLAG.shortSuspected : 0)
    );
  }
}
