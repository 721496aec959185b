import { setTimeout as sleep } from 'node:timers/promises';
import type { BoardSession } from '../../drivers/board-session.js';
import type { DeviceFit } from '../../devices/device-file.js';
import { MbpSession } from '../../drivers/mbp/session.js';
import { isIdentified } from '../../drivers/port-provenance.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import { SteadfastSession } from '../../drivers/steadfast-session.js';
import type { BoardSetup } from './board-form.js';
import { boardLimits } from './board-limits.js';
import type { Condition } from './condition.js';
import { openInstrument } from './open-instrument.js';
import type { PhysicalWeight } from './physical-placement.js';
import { openVirtual } from './virtual-board.js';

/** An armed board, and what it proves to be: silicon is only what has a USB identity, a serial number and a calibration. */
export interface OpenBoard {
  readonly session: BoardSession;
  readonly provenance: 'emulated' | 'hardware';
}

/** What a virtual board’s devices are made of. */
export interface VirtualDevices {
  readonly fits: readonly DeviceFit[];
  readonly weights: readonly PhysicalWeight[];
  readonly condition: Condition;
  readonly seed: number;
}

/** Reaches an experiment’s board, checks it, limits and arms it. @throws RunError, or UsageError where it is allowed more than it can */
export function openBoard(setup: BoardSetup, virtual: VirtualDevices): Promise<OpenBoard> {
  if (setup.port === 'virtual') return openVirtual(setup, virtual);
  return setup.as === undefined ? openPort(setup) : openInstrument(setup, setup.as);
}

async function openPort(setup: BoardSetup): Promise<OpenBoard> {
  const open = () => SerialTransport.open(setup.port, setup.baud);
  const transport = await open();
  let identified = isIdentified(transport.provenance);
  const reconnect = async () => {
    const next = await persist(open);
    identified &&= isIdentified(next.provenance);
    return next;
  };
  try {
    const heartbeatMs = Math.round(setup.heartbeatSeconds * 1000);
    const session = await MbpSession.open(transport, { limits: boardLimits(setup), heartbeatMs });
    const { serial, calibrated } = session.capabilities;
    return {
      session: new SteadfastSession(session, transport, reconnect),
      get provenance() {
        return identified && serial !== '' && calibrated ? 'hardware' : 'emulated';
      },
    };
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** How long a board that was unplugged is waited for, and how often it is looked for, milliseconds. */
const PATIENCE = { whole: 10_000, each: 250 };

async function persist<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (const began = performance.now(); ; await sleep(PATIENCE.each)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() - began > PATIENCE.whole) throw error;
    }
  }
}
