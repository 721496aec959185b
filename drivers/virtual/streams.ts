import type { Readable, Writable } from 'node:stream';
import type { Transport } from '../ports/transport.js';
import { misheard } from './uart-mismatch.js';

/** The rates of both sides, bits a second; where they differ, each side mishears the other. */
export interface Rates {
  readonly host: number;
  readonly board: number;
}

/** How long a board goes on to answer when nothing more can be said to it, milliseconds. */
const LAST_WORDS_MS = 200;

/** Joins one end of a cable to a pair of streams, and tells when either is at its end. */
export function joinStreams(end: Transport, input: Readable, output: Writable, rates?: Rates): Promise<void> {
  const { host, board } = rates ?? { host: 1, board: 1 };
  input.on('data', (bytes: Uint8Array) => void end.write(misheard(bytes, host, board)).catch(() => {}));
  end.onBytes((bytes) => void output.write(Uint8Array.from(misheard(bytes, board, host))));
  return new Promise((resolve) => {
    input.once('close', resolve).once('end', () => setTimeout(resolve, LAST_WORDS_MS));
    end.onClose(() => resolve());
  });
}
