import type { Clock } from '../ports/clock.js';
import type { Transport } from '../ports/transport.js';
import type { Journal } from './journal.js';
import type { Stop } from './stop.js';

/**
 * Everything through which a program at a board reaches the outside: time, stop requests, connections and measurements.
 * `Recording` is the live one and writes a journal; `Replay` repeats what a journal holds.
 */
export interface ProgramIo {
  readonly clock: Clock;
  readonly stop: Stop;
  readonly journal: Journal;
  /** Opens a connection to the board; the first one is line 0 of the journal. */
  open(make: () => Promise<Transport>): Promise<Transport>;
  /** A value that the program cannot compute: a random number, or the computer’s time. */
  measured<Value>(take: () => Value): Value;
}
