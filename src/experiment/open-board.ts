import type { BoardSession } from '../../drivers/board-session.js';
import type { DeviceFit } from '../../devices/device-file.js';
import { MbpSession } from '../../drivers/mbp/session.js';
import { isIdentified } from '../../drivers/port-provenance.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import type { BoardSetup } from './board-form.js';
import { boardLimits } from './board-limits.js';
import type { Condition } from './condition.js';
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
  return setup.port === 'virtual' ? openVirtual(setup, virtual) : openPort(setup);
}

async function openPort(setup: BoardSetup): Promise<OpenBoard> {
  const transport = await SerialTransport.open(setup.port, setup.baud);
  try {
    const heartbeatMs = Math.round(setup.heartbeatSeconds * 1000);
    const session = await MbpSession.open(transport, { limits: boardLimits(setup), heartbeatMs });
    const { serial, calibrated } = session.capabilities;
    const proven = isIdentified(transport.provenance) && serial !== '' && calibrated;
    return { session, provenance: proven ? 'hardware' : 'emulated' };
  } catch (error) {
    await transport.close();
    throw error;
  }
}
