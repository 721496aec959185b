import { systemClock, type Clock } from '../../../drivers/ports/clock.js';
import type { Place } from '../../../drivers/sessions/board-session.js';
import type { Transport } from '../../../drivers/ports/transport.js';
import type { OwnBoard } from './own-board.js';

/** A way to a board, the clock that goes with it, and how to wait there. */
export interface OpenPort {
  readonly transport: Transport;
  readonly clock: Clock;
  during<T>(work: Promise<T>): Promise<T>;
}

/** Opens a serial port, or the virtual board of this process. */
export async function openPort(port: string, baud: number): Promise<OpenPort> {
  if (port === 'virtual') return inOwnTime((await import('./own-board.js')).ownBoard());
  const { SerialTransport } = await import('../../../drivers/ports/serial-transport.js');
  const transport = await SerialTransport.open(port, baud);
  return { transport, clock: systemClock, during: (work) => work };
}

/** Opens no port: at the far end is nothing but the protocol. */
export async function openNothing(place: Place): Promise<OpenPort> {
  return inOwnTime((await import('./own-board.js')).dryBoard(place));
}

function inOwnTime({ transport, time }: OwnBoard): OpenPort {
  return { transport, clock: time, during: (work) => time.during(work) };
}
