import { RunError } from '../core/errors.js';
import type { BoardKind } from '../../drivers/protocols/board-kind.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import { refuseOther, type BenchLink } from './at-bench.js';
import { type Checked, type CheckOrder, checkReads, conductances, type Finding } from './check-board.js';
import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { UnnumberedSession } from '../../drivers/protocols/unnumbered/unnumbered-session.js';
import { measure, type Measured } from './measure/measure.js';
import type { MeasureBench } from './measure/measure-bench.js';
import type { MeasureOrder } from './measure/measurement-kind.js';
import { readDevice } from './read-device.js';

/** What to do at a board that does not speak MBP/1: everything that a journal needs to repeat it. */
interface AtInstrument<Program extends string, Order> {
  readonly program: Program;
  /** name of the board's kind */
  readonly as: string;
  /** address behind a bridge */
  readonly gpib?: number;
  readonly amperesPerCount?: number;
  readonly order: Order;
  readonly limits: Limits;
  /** start of the program, milliseconds since 1970 */
  readonly begunAt?: number;
}

/** The self-test of such a board. */
export type InstrumentCheck = AtInstrument<'check-instrument', CheckOrder>;
/** A measurement at such a board. */
export type InstrumentMeasurement = AtInstrument<'measure', MeasureOrder>;
/** Either of them. */
export type InstrumentOrder = InstrumentCheck | InstrumentMeasurement;

/** How a program reaches the outside. */
export type InstrumentLink = Pick<BenchLink, 'transport' | 'clock' | 'journal' | 'stop'> &
  Partial<Pick<BenchLink, 'earlier' | 'onBoard' | 'onRow'>>;

/**
 * Checks a board that does not speak MBP/1, or measures a device on it: reports what it cannot do, arms it, works, and
 * leaves it safe. After a stop request the current exchange still ends.
 *
 * @param report called with each thing that the board cannot do @throws NotSafe if it does not acknowledge that it is safe
 */
export function atInstrument(
  link: InstrumentLink,
  kind: BoardKind,
  begin: InstrumentCheck,
  report?: (sentence: string) => void,
): Promise<Checked>;
export function atInstrument(
  link: InstrumentLink,
  kind: BoardKind,
  begin: InstrumentMeasurement,
  report?: (sentence: string) => void,
): Promise<Measured>;
export function atInstrument(
  link: InstrumentLink,
  kind: BoardKind,
  begin: InstrumentOrder,
  report?: (sentence: string) => void,
): Promise<Checked | Measured>;
export async function atInstrument(
  link: InstrumentLink,
  kind: BoardKind,
  begin: InstrumentOrder,
  report: (sentence: string) => void = () => {},
): Promise<Checked | Measured> {
  const { transport, clock, journal, stop } = link;
  const { gpib, amperesPerCount, limits } = begin;
  const session = await kind.connect(transport, {
    clock,
    ...(gpib !== undefined && { gpib }),
    ...(amperesPerCount !== undefined && { amperesPerCount }),
  });
  session.cannot.forEach(report);
  refuseOther(session.capabilities.serial, link.earlier ?? []);
  journal.note({ board: session.capabilities });
  link.onBoard?.(session.capabilities);
  const forget = stop.onStop(() => void session.safe().catch(() => {}));
  const work = async () => {
    stop.throwIfStopped();
    if (begin.program === 'check-instrument') return checkInstrument(session, begin.order, limits);
    await session.arm(limits);
    return measure(instrumentBench(session, link, begin.begunAt), begin.order);
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
} // prettier-ignore

/** The bench of a board that does not remember its last train: what an attempt did not hear of it stays uncertain. */
function instrumentBench(
  session: UnnumberedSession,
  { clock, stop, journal, earlier = [], onRow = () => {} }: InstrumentLink,
  begunAt = 0,
): MeasureBench {
  return {
    session,
    stop,
    clock,
    earlier,
    note: (entry) => journal.note(entry),
    onRow,
    now: () => begunAt + clock.now(),
    // The board is made safe after a stop request; none of them can end a train.
    abort: () => {},
    outcomeOf: () => Promise.resolve(undefined),
  };
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
