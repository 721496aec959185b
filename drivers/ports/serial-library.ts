import type { SerialPort } from 'serialport';
import { RunError } from '../../src/core/errors.js';

/** One connection to one port, as npm serialport represents it. */
export type { SerialPort };

/** The library that opens ports. It is native, and loaded only when a port is needed. @throws RunError if it cannot be loaded */
export async function serialLibrary(): Promise<typeof import('serialport')> {
  try {
    return await import('serialport');
  } catch (error) {
    throw new RunError(
      `serial ports: cannot load npm serialport: ${(error as Error).message}: expected its binary for ${process.platform}-${process.arch} (install memloop again on this machine)`,
      { cause: error },
    );
  }
}
