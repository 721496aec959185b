import type { Clock } from '../ports/clock.js';
import type { Journal } from './journal.js';
import type { Transport } from '../ports/transport.js';
import type { Stop } from './stop.js';

/** The course of a program at a board: all that can happen to it, as it happens (`Recording`) or as it happened (`Replay`). */
export interface Course {
  readonly clock: Clock;
  readonly stop: Stop;
  readonly journal: Journal;
  /** A new connection to the board; the first of a course is its line 0. */
  open(make: () => Promise<Transport>): Promise<Transport>;
  /** A number, or numbers, that no program could compute: drawn at random, or taken from the computer’s clock. */
  measured<Value>(take: () => Value): Value;
}
