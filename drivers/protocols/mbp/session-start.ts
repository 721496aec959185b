import { randomInt } from 'node:crypto';
import { HEARTBEAT_MAX_MS } from './heartbeat.js';
import { RunError, UsageError } from '../../../src/core/errors.js';
import type { Journal } from '../../journal/journal.js';
import type { Clock } from '../../ports/clock.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { BoardRefused } from '../../sessions/errors.js';
import type { Limits } from '../../sessions/limits.js';
import type { RequestOptions } from './exchange.js';
import { hexadecimal } from './frame.js';
import type { MbpLink } from './mbp-link.js';

/** The options of a session with a board. */
export interface SessionOptions {
  readonly limits: Limits;
  /** Silence after which the board makes itself safe. */
  readonly heartbeatMs: number;
  readonly journal?: Journal;
  readonly clock?: Clock;
  /** Draws a number from 0 to 65535 that distinguishes this session from all others. */
  readonly nonce?: () => number;
  /** Throws if the board cannot do what is wanted; called before it gets limits and is armed. */
  readonly check?: (capabilities: Capabilities) => void;
}

/** @throws UsageError for an invalid heartbeat */
export function refuseHeartbeat(milliseconds: number): void {
  if (Number.isInteger(milliseconds) && milliseconds >= 1 && milliseconds <= HEARTBEAT_MAX_MS) return;
  throw new UsageError(
    `heartbeat: got ${milliseconds} ms: expected a whole number from 1 to ${HEARTBEAT_MAX_MS}`,
  );
}

/** Many boards reset when their port is opened, and are silent until their bootloader has ended. */
const HELLO = { deadlineMs: 1000 };

/** Starts a session over a link: the nonce of the session, and the board's answer to HELLO. */
export async function sayHello(
  link: MbpLink,
  draw = () => randomInt(0x10000),
  attempts = 2,
): Promise<{ readonly nonce: string; readonly hello: readonly string[] }> {
  const nonce = hexadecimal(draw());
  try {
    return { nonce, hello: await link.request('HELLO', [1, nonce], HELLO) };
  } catch (error) {
    // About one board in 16 000 still knows this nonce from another session; then we draw another one.
    const known = error instanceof BoardRefused && error.code === 'SEQ';
    if (!known || attempts === 1) throw error;
    return sayHello(link, draw, attempts - 1);
  }
}

/** Sends numbers that the board must confirm by repeating them. @throws RunError if it repeats others */
export async function setConfirmed(
  link: MbpLink,
  verb: string,
  args: readonly number[],
  options: RequestOptions,
): Promise<void> {
  const values = (await link.request(verb, args, options)).join(' ');
  if (values === args.join(' ')) return;
  throw new RunError(`the board's answer to ${verb}: got ${values}: expected ${args.join(' ')}`);
}
