import { RunError } from '../core/errors.js';
import { instruments, type InstrumentName } from '../../drivers/protocols/instruments.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import type { BenchLink } from './at-bench.js';
import { type Checked, type CheckOrder, checkReads, microsiemens, type Finding } from './check-board.js';
import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { UnnumberedSession } from '../../drivers/protocols/unnumbered/unnumbered-session.js';
import { readDevice } from './read-device.js';

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

/**
 * The self-test of a board that does not speak MBP/1: its readings, and with `pulse` one SET and one RESET pulse. It
 * has no memory of its last train, so that only the readings before and after a pulse tell of it.
 */
export async function checkInstrument(
  session: UnnumberedSession,
  order: CheckOrder,
  limits: Limits,
): Promise<Checked> {
  await session.arm(limits);
  const findings = await checkReads(session, order, session.readsAtZero);
  if (order.pulse)
    for (const polarity of ['set', 'reset'] as const)
      findings.push(await pulseOnce(session, order, polarity));
  return { capabilities: session.capabilities, findings };
}

async function pulseOnce(session: UnnumberedSession, order: CheckOrder, polarity: Polarity): Promise<Finding> {
  const { place, periodNanos, read } = order;
  const before = await readDevice(session, place, read);
  const { done, uncertain = 0 } = await session.train({
    ...place,
    ...order[polarity],
    periodNanos,
    count: 1,
  });
  const after = await readDevice(session, place, read);
  return {
    what: `one ${polarity.toUpperCase()} pulse`,
    found: `${microsiemens(before)} → ${microsiemens(after)} µS; ${done === 1 ? '1 given' : `${uncertain} sent, not acknowledged`}`,
    passed: done + uncertain === 1,
  };
}
