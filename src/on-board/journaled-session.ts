import type { UnnumberedSession } from '../../drivers/protocols/unnumbered/unnumbered-session.js';
import type { BoardSession, Outcome, PulseTrain } from '../../drivers/sessions/board-session.js';
import { givenOf, type Given } from '../../drivers/sessions/given-pulses.js';
import type { Journal } from '../../drivers/journal/journal.js';
import { UncertainPulse } from '../../drivers/sessions/errors.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';

/**
 * A session with an instrument that cannot be asked afterwards what it gave: each train is on the disk before it is on its
 * way (`giving`), and what became of it stands there before the next (`given`). One whose end nobody knows counts as
 * uncertain; the device is read after it, and the learner goes on from there.
 */
export function journaledSession(session: UnnumberedSession, journal: Journal): BoardSession {
  const told = (order: PulseTrain, outcome: Outcome) => {
    journal.note({ given: givenOf(order, outcome.done, outcome.uncertain) });
    return outcome;
  };
  const train = async (order: PulseTrain) => {
    journal.note({ giving: order });
    journal.sync?.();
    try {
      return told(order, await session.train(order));
    } catch (error) {
      if (error instanceof UncertainPulse) return told(order, { done: 0, uncertain: order.count, flags: 0 });
      // Any other was refused before it was sent.
      told(order, { done: 0, flags: 0 });
      throw error;
    }
  };
  return {
    capabilities: session.capabilities,
    read: (...order) => session.read(...order),
    readSet: (...order) => session.readSet(...order),
    train,
    safe: () => session.safe(),
    close: () => session.close(),
  };
}

/** The train over which an earlier program was killed, if that is so: nobody knows what it gave. */
export function unansweredTrain(earlier: readonly JournalEntry[]): Given | undefined {
  const last = earlier.findLast((entry) => 'giving' in entry || 'given' in entry || 'settled' in entry);
  const order = last?.['giving'] as PulseTrain | undefined;
  return order && givenOf(order, 0, order.count);
}
