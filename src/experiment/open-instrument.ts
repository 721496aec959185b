import { UncertainPulse } from '../../drivers/mbp/errors.js';
import type { BareSession } from '../../drivers/bare/session.js';
import type { BoardSession, Outcome, PulseTrain } from '../../drivers/board-session.js';
import { givenOf } from '../../drivers/given-pulses.js';
import { instruments, type InstrumentName } from '../../drivers/instruments.js';
import type { Journal } from '../../drivers/journal.js';
import { isIdentified } from '../../drivers/port-provenance.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import {
  checkOpened,
  isProven,
  type BoardAccess,
  type BoardDevices,
  type OpenBoard,
} from './board-access.js';
import type { BoardSetup } from './board-form.js';
import { boardLimits } from './board-limits.js';

/** Reaches a board that does not speak MBP/1, on the line that it has, and arms it. */
export async function openInstrument(
  setup: BoardSetup,
  as: InstrumentName,
  devices: BoardDevices,
  access: BoardAccess,
): Promise<OpenBoard> {
  const { course } = access;
  const { line, connect } = instruments[as];
  const { gpib, amperesPerCount } = setup;
  const transport = await course.open(() => SerialTransport.open(setup.port, line.baudRate, line.parity));
  const session = await orClose(
    () =>
      connect(transport, {
        clock: course.clock,
        ...(gpib !== undefined && { gpib }),
        ...(amperesPerCount !== undefined && { amperesPerCount }),
      }),
    transport,
  );
  return orClose(async () => {
    checkOpened(session.capabilities, setup, devices, access);
    course.stop.throwIfStopped();
    await session.arm(boardLimits(setup));
    course.journal.note({ board: session.capabilities });
    const proven = isProven(isIdentified(transport.provenance), session.capabilities, setup);
    return { session: readAfterwards(session, course.journal), provenance: proven ? 'hardware' : 'emulated' };
  }, session);
}

async function orClose<Result>(
  act: () => Promise<Result>,
  opened: { close(): Promise<void> },
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    await opened.close().catch(() => {});
    throw error;
  }
}

/** A train whose end nobody knows counts as uncertain, as with MBP/1: the device is read after it, and the learner goes on from there. */
function readAfterwards(session: BareSession, journal: Journal): BoardSession {
  const told = (order: PulseTrain, outcome: Outcome) => {
    journal.note({ given: givenOf(order, outcome.done, outcome.uncertain) });
    return outcome;
  };
  const train = async (order: PulseTrain) => {
    try {
      return told(order, await session.train(order));
    } catch (error) {
      if (error instanceof UncertainPulse) return told(order, { done: 0, uncertain: order.count, flags: 0 });
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
