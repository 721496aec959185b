import { isVirtual } from '../experiment/board/board-port.js';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addLimitName } from '../../drivers/sessions/limits.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { isIdentified } from '../../drivers/ports/port-provenance.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import type { Stop } from '../../drivers/journal/stop.js';
import { settleTrain } from '../../drivers/protocols/mbp/settle-train.js';
import { ReconnectingSession } from '../../drivers/protocols/mbp/reconnecting-session.js';
import {
  checkOpened,
  isProven,
  type BoardAccess,
  type BoardDevices,
  type OpenBoard,
} from './board-access.js';
import type { BoardSetup } from '../experiment/board/board-form.js';
import { boardLimits, LIMIT_SETTINGS } from '../experiment/board/board-limits.js';
import { openInstrument } from './open-instrument.js';
import { openVirtual } from './virtual-board.js';

/**
 * Opens an experiment’s board, checks that it can do what is wanted, limits and arms it. If an earlier program was killed
 * over a train, it asks the board for the outcome.
 *
 * @throws RunError; UsageError if the experiment wants more than the board can do
 */
export function openBoard(setup: BoardSetup, devices: BoardDevices, access: BoardAccess): Promise<OpenBoard> {
  return openAny(setup, devices, access).catch(addLimitName(LIMIT_SETTINGS));
}

function openAny(setup: BoardSetup, devices: BoardDevices, access: BoardAccess): Promise<OpenBoard> {
  if (isVirtual(setup.port)) return openVirtual(setup, devices, access);
  return setup.as === undefined
    ? openPort(setup, devices, access)
    : openInstrument(setup, setup.as, devices, access);
}

async function openPort(setup: BoardSetup, devices: BoardDevices, access: BoardAccess): Promise<OpenBoard> {
  const { io } = access;
  const open = () => SerialTransport.open(setup.port, setup.baud);
  const transport = await io.open(open);
  let identified = isIdentified(transport.provenance);
  const reconnect = async () => {
    const next = await io.open(() => retry(open, io.stop));
    identified &&= isIdentified(next.provenance);
    return next;
  };
  try {
    const session = await MbpSession.open(transport, {
      limits: boardLimits(setup),
      heartbeatMs: Math.round(setup.heartbeatSeconds * 1000),
      clock: io.clock,
      nonce: () => io.measured(() => randomInt(0x10000)),
      check(can) {
        io.stop.throwIfStopped();
        checkOpened(can, setup, devices, access);
      },
    });
    io.journal.note({ board: session.capabilities });
    const settled = await settleTrain(session, access.earlier, () => io.measured(Date.now));
    if (settled) io.journal.note({ settled });
    return {
      ...(settled && { settled }),
      session: new ReconnectingSession(session, transport, reconnect, io.journal, io.stop),
      get provenance() {
        return isProven(identified, session.capabilities, setup) ? 'hardware' : 'emulated';
      },
    };
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** How long to wait for a board that was unplugged, and how often to try, milliseconds. */
const RECONNECT = { limit: 10_000, interval: 250 };

async function retry<Result>(attempt: () => Promise<Result>, stop: Stop): Promise<Result> {
  for (const began = performance.now(); ; await sleep(RECONNECT.interval)) {
    try {
      return await attempt();
    } catch (error) {
      if (stop.reason !== undefined || performance.now() - began > RECONNECT.limit) throw error;
    }
  }
}
