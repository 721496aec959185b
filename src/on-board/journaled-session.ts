import type { UnnumberedSession } from '../../drivers/protocols/unnumbered/unnumbered-session.js';
import type { BoardSession, Outcome, PulseTrain } from '../../drivers/sessions/board-session.js';
import { givenOf, type Given } from '../../drivers/sessions/given-pulses.js';
import type { Journal } from '../../drivers/journal/journal.js';
import { UncertainPulse } from '../../drivers/sessions/errors.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';

/**
 * A session with an instrument that does not remember its last train. Each train is on the disk before it is sent
 * (`giving`), and its outcome before the next one (`given`). A train without a confirmed outcome counts as uncertain; the
 * device is read after it, and learning continues from there.
 */
export function journaledSession(session: UnnumberedSession, journal: Journal): BoardSession {
  const noted = (order: PulseTrain, outcome: Outcome) => {
    journal.note({ given: givenOf(order, outcome.done, outcome.uncertain) });
    return outcome;
  };
  const train = async (order: PulseTrain) => {
    journal.note({ giving: order });
    journal.sync?.();
    try {
      return noted(order, await session.train(order));
    } catch (error) {
      if (error instanceof UncertainPulse) return noted(order, { done: 0, uncertain: order.count, flags: 0 });
      // All other errors come before the train is sent.
      noted(order, { done: 0, flags: 0 });
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

/** The train over which an earlier program was killed, if there is one; all its pulses count as uncertain. */
export function unansweredTrain(earlier: readonly JournalEntry[]): Given | undefined {
  const last = earlier.findLast((entry) => 'giving' in entry || 'given' in entry || 'settled' in entry);
  const order = last?.['giving'] as PulseTrain | undefined;
  return order && givenOf(order, 0, order.count);
}
