import { RunError } from '../core/errors.js';
import { instruments, type InstrumentName } from '../../drivers/protocols/instruments.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import type { BenchLink } from './at-bench.js';
import type { Checked, CheckOrder } from './check-board.js';
import { checkInstrument } from './check-instrument.js';

/** What is to be done with a board that does not speak MBP/1: all that a journal must hold for it to be done again. */
export interface InstrumentOrder {
  readonly program: 'check-instrument';
  readonly as: InstrumentName;
  /** address behind a bridge */
  readonly gpib?: number;
  readonly amperesPerCount?: number;
  readonly order: CheckOrder;
  readonly limits: Limits;
}

/** Through what it is done. */
export type InstrumentLink = Pick<BenchLink, 'transport' | 'clock' | 'journal' | 'stop'>;

/**
 * Checks a board that does not speak MBP/1: it says what it cannot do, is armed, tested, and left safe; a stop lets the
 * exchange that is on end first.
 *
 * @param tell whom it says what it cannot do @throws NotSafe where it does not acknowledge that it is
 */
export async function atInstrument(
  { transport, clock, journal, stop }: InstrumentLink,
  { as, gpib, amperesPerCount, order, limits }: InstrumentOrder,
  tell: (sentence: string) => void = () => {},
): Promise<Checked> {
  const session = await instruments[as].connect(transport, {
    clock,
    ...(gpib !== undefined && { gpib }),
    ...(amperesPerCount !== undefined && { amperesPerCount }),
  });
  session.cannot.forEach(tell);
  journal.note({ board: session.capabilities });
  const forget = stop.onStop(() => void session.safe().catch(() => {}));
  const work = async () => {
    stop.throwIfStopped();
    return checkInstrument(session, order, limits);
  };
  const [worked] = await Promise.allSettled([work()]);
  forget();
  await session.close();
  if (worked.status === 'fulfilled') {
    journal.note({ result: worked.value });
    return worked.value;
  }
  const cause = worked.reason as Error;
  journal.note({ failed: cause.message });
  throw stop.reason === undefined
    ? cause
    : new RunError(`stopped by ${stop.reason}: the board was left safe`, { cause });
}
