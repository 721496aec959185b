import { randomInt } from 'node:crypto';
import { BoardRefused } from '../../sessions/errors.js';
import { hexadecimal } from './hexadecimal.js';
import type { MbpLink } from './mbp-link.js';

/** A board whose port resets it when it is opened is silent for as long as its bootloader takes. */
const GREETING = { deadlineMs: 1000 };

/** A session's own mark, and what the board said to HELLO. */
interface Greeting {
  readonly nonce: string;
  readonly hello: readonly string[];
}

/** Begins a session with the board at the far end of a link. */
export async function greet(link: MbpLink, draw = () => randomInt(0x10000), tries = 2): Promise<Greeting> {
  const nonce = hexadecimal(draw());
  try {
    return { nonce, hello: await link.request('HELLO', [1, nonce], GREETING) };
  } catch (error) {
    // One board in some 16 000 still knows our nonce, of another session; then another one is drawn.
    const known = error instanceof BoardRefused && error.code === 'SEQ';
    if (!known || tries === 1) throw error;
    return greet(link, draw, tries - 1);
  }
}
