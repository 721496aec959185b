import { NotSafe } from '../../drivers/sessions/errors.js';
import { instruments, lineTo, type InstrumentName } from '../../drivers/protocols/instruments.js';
import { isIdentified } from '../../drivers/ports/port-provenance.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import { journaledSession, unansweredTrain } from './journaled-session.js';
import {
  checkOpened,
  isProven,
  type BoardAccess,
  type BoardDevices,
  type OpenBoard,
} from './board-access.js';
import type { BoardSetup } from '../experiment/board-form.js';
import { boardLimits } from '../experiment/board-limits.js';

/** Reaches a board that does not speak MBP/1, on the line that it has, and arms it. */
export async function openInstrument(
  setup: BoardSetup,
  as: InstrumentName,
  devices: BoardDevices,
  access: BoardAccess,
): Promise<OpenBoard> {
  const { course } = access;
  const { connect } = instruments[as];
  const { gpib, amperesPerCount } = setup;
  const line = lineTo(as, gpib);
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
    const settled = unansweredTrain(access.earlier);
    if (settled) course.journal.note({ settled });
    return {
      session: journaledSession(session, course.journal),
      provenance: proven ? 'hardware' : 'emulated',
      ...(settled && { settled }),
    };
  }, session);
}

/** @throws NotSafe where what was opened may be left switched on */
async function orClose<Result>(
  act: () => Promise<Result>,
  opened: { close(): Promise<void> },
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const [closed] = await Promise.allSettled([opened.close()]);
    throw closed.status === 'rejected' && closed.reason instanceof NotSafe ? closed.reason : error;
  }
}
