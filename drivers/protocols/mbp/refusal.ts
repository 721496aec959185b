import { BoardLapsed, BoardRefused, BoardTaken } from '../../sessions/errors.js';
import type { Request } from './exchange.js';
import { integer, type Frame } from './frame.js';

/** What a refusal says, and whether it ends the link: then nothing that was asked later can be right. */
interface Refusal {
  readonly error: Error;
  readonly ends: boolean;
}

/** Reads a refusal. @param keepsArmed whether only silence of the host can have disarmed the board */
export function refusalOf(
  { verb, args }: Request,
  { code, details }: Extract<Frame, { kind: 'refusal' }>,
  keepsArmed: boolean,
): Refusal {
  // Both ends disagree on the number. A new HELLO agrees on one.
  if (code === 'SEQ' && verb !== 'HELLO') return { error: new BoardTaken(verb, details), ends: true };
  if (keepsArmed && code === 'UNARMED') return { error: new BoardLapsed(0), ends: true };
  if (keepsArmed && code === 'SAFE') return { error: new BoardLapsed(doneOf(details, args)), ends: true };
  return { error: new BoardRefused(verb, code, details, args.map(String)), ends: false };
}

/** Pulses of a train that silence ended; undefined if the count cannot be right. */
function doneOf([told]: readonly string[], args: Request['args']): number | undefined {
  const done = integer(told);
  return done !== undefined && done >= 0 && done <= Number(args[5]) ? done : undefined;
}
