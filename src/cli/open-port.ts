import { systemClock, type Clock } from '../../drivers/clock.js';
import type { Transport } from '../../drivers/transport.js';

/** A way to a board, the clock that goes with it, and how to wait there. */
export interface OpenPort {
  readonly transport: Transport;
  readonly clock: Clock;
  during<T>(work: Promise<T>): Promise<T>;
}

/** Opens a serial port, or the virtual board of this process. */
export async function openPort(port: string, baud: number): Promise<OpenPort> {
  if (port === 'virtual') return openVirtual();
  const { SerialTransport } = await import('../../drivers/serial-transport.js');
  const transport = await SerialTransport.open(port, baud);
  return { transport, clock: systemClock, during: (work) => work };
}

/** The virtual board of this process. */
export async function openVirtual(): Promise<OpenPort> {
  const { ownBoard } = await import('./own-board.js');
  const { transport, time } = ownBoard();
  return { transport, clock: time, during: (work) => time.during(work) };
}
