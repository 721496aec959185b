import { UsageError } from '../../src/core/errors.js';
import type { Clock } from '../ports/clock.js';
import type { Journal } from '../journal/journal.js';
import type { Capabilities } from './capabilities.js';
import type { Limits } from './limits.js';

/** How a session is held. */
export interface SessionOptions {
  readonly limits: Limits;
  /** Silence after which the board goes safe by itself. */
  readonly heartbeatMs: number;
  readonly journal?: Journal;
  readonly clock?: Clock;
  /** Draws 0 … 65535, to tell this session from all others. */
  readonly nonce?: () => number;
  /** Throws where the board cannot do what it is wanted for; asked before it is given limits and armed. */
  readonly check?: (capabilities: Capabilities) => void;
}

/** Longest silence that a board may be told to bear, milliseconds: nobody waits longer for it to be safe. */
const LONGEST_HEARTBEAT = 60_000;

/** @throws UsageError for what is no heartbeat */
export function refuseHeartbeat(milliseconds: number): void {
  if (Number.isInteger(milliseconds) && milliseconds >= 1 && milliseconds <= LONGEST_HEARTBEAT) return;
  throw new UsageError(
    `heartbeat: got ${milliseconds} ms: expected a whole number from 1 to ${LONGEST_HEARTBEAT}`,
  );
}
