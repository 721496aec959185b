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
import type { BoardSetup } from '../experiment/board-form.js';
import { boardLimits, LIMIT_SETTINGS } from '../experiment/board-limits.js';
import { openInstrument } from './open-instrument.js';
import { openVirtual } from './virtual-board.js';

/**
 * Reaches an experiment’s board, checks that it can do what is wanted, limits and arms it, and asks it what became of a
 * train over which an earlier program was killed.
 *
 * @throws RunError, or UsageError where more is wanted than it can
 */
export function openBoard(setup: BoardSetup, devices: BoardDevices, access: BoardAccess): Promise<OpenBoard> {
  return reach(setup, devices, access).catch(addLimitName(LIMIT_SETTINGS));
}

function reach(setup: BoardSetup, devices: BoardDevices, access: BoardAccess): Promise<OpenBoard> {
  if (setup.port === 'virtual') return openVirtual(setup, devices, access);
  return setup.as === undefined
    ? openPort(setup, devices, access)
    : openInstrument(setup, setup.as, devices, access);
}

async function openPort(setup: BoardSetup, devices: BoardDevices, access: BoardAccess): Promise<OpenBoard> {
  const { course } = access;
  const open = () => SerialTransport.open(setup.port, setup.baud);
  const transport = await course.open(open);
  let identified = isIdentified(transport.provenance);
  const reconnect = async () => {
    const next = await course.open(() => persist(open, course.stop));
    identified &&= isIdentified(next.provenance);
    return next;
  };
  try {
    const session = await MbpSession.open(transport, {
      limits: boardLimits(setup),
      heartbeatMs: Math.round(setup.heartbeatSeconds * 1000),
      clock: course.clock,
      nonce: () => course.measured(() => randomInt(0x10000)),
      check(can) {
        course.stop.throwIfStopped();
        checkOpened(can, setup, devices, access);
      },
    });
    course.journal.note({ board: session.capabilities });
    const settled = await settleTrain(session, access.earlier, () => course.measured(Date.now));
    if (settled) course.journal.note({ settled });
    return {
      ...(settled && { settled }),
      session: new ReconnectingSession(session, transport, reconnect, course.journal, course.stop),
      get provenance() {
        return isProven(identified, session.capabilities, setup) ? 'hardware' : 'emulated';
      },
    };
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** How long a board that was unplugged is waited for, and how often it is looked for, milliseconds. */
const PATIENCE = { whole: 10_000, each: 250 };

async function persist<Result>(attempt: () => Promise<Result>, stop: Stop): Promise<Result> {
  for (const began = performance.now(); ; await sleep(PATIENCE.each)) {
    try {
      return await attempt();
    } catch (error) {
      if (stop.reason !== undefined || performance.now() - began > PATIENCE.whole) throw error;
    }
  }
}
