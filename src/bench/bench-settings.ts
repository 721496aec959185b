import type { Place } from '../../drivers/sessions/train.js';

/** One pulse. */
interface Pulse {
  readonly microvolts: number;
  readonly widthNanos: number;
}

/** How a device is read. */
export interface ReadSettings {
  readonly microvolts: number;
  readonly settleNanos: number;
  readonly averages: number;
}

/** One device on a board, and how it is pulsed and read there, in the units of the wire. */
export interface BenchSettings {
  readonly place: Place;
  readonly set: Pulse;
  readonly reset: Pulse;
  readonly periodNanos: number;
  readonly read: ReadSettings;
}
