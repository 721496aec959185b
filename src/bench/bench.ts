import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import type { Stop } from '../../drivers/journal/stop.js';
import type { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import type { Place } from '../../drivers/sessions/board-session.js';
import type { Clock } from '../../drivers/ports/clock.js';
import type { StepReading } from './protocol.js';

/** What a program of the bench works with. */
export interface Bench {
  readonly session: MbpSession;
  /** the user's request to end */
  readonly stop: Stop;
  /** writes an entry to the journal, which a replay compares */
  note(entry: object): void;
  /** journal entries of earlier attempts at the same characterisation */
  readonly earlier: readonly JournalEntry[];
  /** milliseconds since `at`, a time in milliseconds since 1970 */
  since(at: number): number;
  /** called with each reading */
  onReading(reading: StepReading): void;
  /** called with each row of a measurement */
  onRow(row: object): void;
  readonly clock: Clock;
  /** called after each probe of a board */
  onProbe(done: number, of: number): void;
}

/** Voltage and width of a pulse. */
export interface Pulse {
  readonly microvolts: number;
  readonly widthNanos: number;
}

/** How a device is read. */
export interface ReadSettings {
  readonly microvolts: number;
  readonly settleNanos: number;
  readonly averages: number;
}

/** One device on a board, and the settings of its pulses and reads, in the units of the wire. */
export interface BenchSettings {
  readonly place: Place;
  readonly set: Pulse;
  readonly reset: Pulse;
  readonly periodNanos: number;
  readonly read: ReadSettings;
}
