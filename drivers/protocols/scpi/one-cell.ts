import type { CellArray } from '../../sessions/cell-array.js';

/** Voltage at which the resistance is looked up for a current; low enough to change no device. */
const PROBE_VOLTS = 0.1;

/** The device between the terminals of a simulated source-measure unit, which limits its current or its voltage. */
export class OneCell {
  /** whether the device is at the terminals that are used */
  connected = true;
  private readonly volts = new Float64Array(1);

  constructor(private readonly cells: CellArray) {}

  /** The current at a level, and the share of the level that remains if the limit is reached. */
  at(level: number, limit: number): { amperes: number; share: number } {
    const unlimited = this.through(level);
    const share = Math.abs(unlimited) > limit ? limit / Math.abs(unlimited) : 1;
    return { amperes: unlimited * share, share };
  }

  /** The voltage at a current, and the share of the current that remains if the limit is reached. Devices are ohmic. */
  forced(amperes: number, limit: number): { volts: number; share: number } {
    if (amperes === 0) return { volts: 0, share: 1 };
    const siemens = Math.max(0, this.through(PROBE_VOLTS) / PROBE_VOLTS);
    const unlimited = amperes / siemens;
    if (Math.abs(unlimited) <= limit) return { volts: unlimited, share: 1 };
    return { volts: Math.sign(amperes) * limit, share: (limit * siemens) / Math.abs(amperes) };
  }

  /** Pulses the device; if no data tell what the pulse does, it acts as a voltage that is on for that time. */
  pulse(level: number, seconds: number): void {
    if (!this.connected) return;
    if (this.cells.knows?.(0, 0, level, seconds) === false) this.dwell(level, seconds);
    else this.cells.pulse(0, 0, level, seconds);
  }

  /** Leaves a voltage on for some time, which may change the device. */
  dwell(level: number, seconds: number): void {
    if (!this.connected || level === 0) return;
    this.volts[0] = level;
    this.cells.current(0, this.volts, 1, seconds);
  }

  private through(level: number): number {
    if (!this.connected) return 0;
    this.volts[0] = level;
    return this.cells.current(0, this.volts, 1);
  }
}
