import type { Capabilities } from '../../sessions/capabilities.js';
import { FLAG } from '../../sessions/flag.js';

/** Below the first conductance a device counts as open, above the second as shorted. Siemens; choices. */
const OPEN_BELOW = 1e-7;
const SHORT_ABOVE = 1e-2;

/** The two converters of a board: from integer microvolts to the row voltage, and from amperes to integer counts and picoamperes. */
export class Converter {
  /** picoamperes per count */
  private readonly lsb: number;
  private readonly highest: number;

  constructor(private readonly can: Capabilities) {
    this.highest = 2 ** (can.adcBits - 1) - 1;
    this.lsb = can.picoampsMax / this.highest;
  }

  /** The nearest voltage that the board can make and that is not further from zero, µV. */
  microvolts(wanted: number): number {
    const { microvoltsStep: step } = this.can;
    // No −0: it would be sent as 0, but compares differently.
    return Math.trunc(wanted / step) * step || 0;
  }

  /** Picoamperes, counts and flags of a current. */
  reading(amperes: number): [picoamps: number, raw: number, flags: number] {
    const counts = Math.round((amperes * 1e12) / this.lsb) || 0;
    const raw = Math.max(-this.highest - 1, Math.min(this.highest, counts));
    const flags = (raw === counts ? 0 : FLAG.saturated) | (raw === 0 ? FLAG.belowNoise : 0);
    return [Math.round(raw * this.lsb) || 0, raw, flags];
  }

  /** Flags of a single device whose current looks open or shorted. */
  suspicion(amperes: number, microvolts: number): number {
    if (microvolts === 0) return 0;
    const siemens = Math.abs(amperes / (microvolts * 1e-6));
    return (
      (siemens < OPEN_BELOW ? FLAG.openSuspected : 0) | (siemens > SHORT_ABOVE ? FLAG.shortSuspected : 0)
    );
  }
}
