import type { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import type { Stop } from '../../drivers/journal/stop.js';
import type { StepReading } from './protocol.js';
import type { Place } from '../../drivers/sessions/board-session.js';

/** What a program at the bench has at hand. */
export interface Bench {
  readonly session: MbpSession;
  /** the wish of whoever sits there that it should end */
  readonly stop: Stop;
  /** into the journal, where a replay finds it again */
  note(entry: object): void;
  /** what the journal says of earlier attempts at the same */
  readonly earlier: readonly JournalEntry[];
  /** milliseconds since a time of the computer's clock */
  since(at: number): number;
  /** to whoever looks on */
  onReading(reading: StepReading): void;
}

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
