import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { BareSession } from '../../drivers/protocols/unnumbered/unnumbered-session.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import { checkReads, microsiemens, type Checked, type CheckOrder, type Finding } from './check-board.js';
import { readDevice } from './read-device.js';

/**
 * The self-test of a board that does not speak MBP/1: its readings, and with `pulse` one SET and one RESET pulse. It
 * has no memory of its last train, so that only the readings before and after a pulse tell of it.
 */
export async function checkInstrument(
  session: BareSession,
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

async function pulseOnce(session: BareSession, order: CheckOrder, polarity: Polarity): Promise<Finding> {
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
