import { NotSafe } from '../../drivers/sessions/errors.js';
import { lineTo } from '../../drivers/protocols/board-kinds.js';
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
import type { BoardSetup } from '../experiment/board/board-form.js';
import { catalogue } from '../experiment/catalogue.js';
import { boardLimits } from '../experiment/board/board-limits.js';

/** Opens a board that does not speak MBP/1, on its own kind of serial line, and arms it. */
export async function openInstrument(
  setup: BoardSetup,
  as: string,
  devices: BoardDevices,
  access: BoardAccess,
): Promise<OpenBoard> {
  const { io } = access;
  const { gpib, amperesPerCount } = setup;
  const kind = catalogue.boards.get(as);
  const line = lineTo(kind, gpib);
  const transport = await io.open(() => SerialTransport.open(setup.port, line.baudRate, line.parity));
  const session = await orClose(
    () =>
      kind.connect(transport, {
        clock: io.clock,
        ...(gpib !== undefined && { gpib }),
        ...(amperesPerCount !== undefined && { amperesPerCount }),
      }),
    transport,
  );
  return orClose(async () => {
    checkOpened(session.capabilities, setup, devices, access);
    io.stop.throwIfStopped();
    await session.arm(boardLimits(setup));
    io.journal.note({ board: session.capabilities });
    const proven = isProven(isIdentified(transport.provenance), session.capabilities, setup);
    const settled = unansweredTrain(access.earlier);
    if (settled) io.journal.note({ settled });
    return {
      session: journaledSession(session, io.journal),
      provenance: proven ? 'hardware' : 'emulated',
      ...(settled && { settled }),
    };
  }, session);
}

/** Closes what was opened if `act` fails. @throws NotSafe if it may still be switched on */
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
