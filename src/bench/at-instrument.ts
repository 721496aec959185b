import { RunError } from '../core/errors.js';
import type { BoardKind } from '../../drivers/protocols/board-kind.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import type { BenchLink } from './at-bench.js';
import { type Checked, type CheckOrder, checkReads, conductances, type Finding } from './check-board.js';
import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { UnnumberedSession } from '../../drivers/protocols/unnumbered/unnumbered-session.js';
import { readDevice } from './read-device.js';

/** The self-test of a board that does not speak MBP/1: everything that a journal needs to repeat it. */
export interface InstrumentOrder {
  readonly program: 'check-instrument';
  /** name of the board's kind */
  readonly as: string;
  /** address behind a bridge */
  readonly gpib?: number;
  readonly amperesPerCount?: number;
  readonly order: CheckOrder;
  readonly limits: Limits;
}

/** How the self-test reaches the outside. */
export type InstrumentLink = Pick<BenchLink, 'transport' | 'clock' | 'journal' | 'stop'>;

/**
 * Checks a board that does not speak MBP/1: reports what it cannot do, arms it, tests it, and leaves it safe. After a stop
 * request the current exchange still ends.
 *
 * @param report called with each thing that the board cannot do @throws NotSafe if it does not acknowledge that it is safe
 */
export async function atInstrument(
  { transport, clock, journal, stop }: InstrumentLink,
  kind: BoardKind,
  { gpib, amperesPerCount, order, limits }: InstrumentOrder,
  report: (sentence: string) => void = () => {},
): Promise<Checked> {
  const session = await kind.connect(transport, {
    clock,
    ...(gpib !== undefined && { gpib }),
    ...(amperesPerCount !== undefined && { amperesPerCount }),
  });
  session.cannot.forEach(report);
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
 * The self-test itself: readings, and with `pulse` one SET and one RESET pulse. Such a board does not remember its last
 * train, so only the readings before and after a pulse show its effect.
 */
async function checkInstrument(
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

async function pulseOnce(
  session: UnnumberedSession,
  order: CheckOrder,
  polarity: Polarity,
): Promise<Finding> {
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
    found: `${conductances([before, after], ' → ')}; ${done === 1 ? '1 given' : `${uncertain} sent, not acknowledged`}`,
    passed: done + uncertain === 1,
  };
}
