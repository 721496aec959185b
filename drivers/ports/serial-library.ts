import type { SerialPort } from 'serialport';
import { RunError } from '../../src/core/errors.js';

/** One connection to one port, as npm serialport has it. */
export type { SerialPort };

/** The library that opens ports, loaded when a port is asked for: it is native, and most runs need none. */
export async function serialLibrary(): Promise<typeof import('serialport')> {
  try {
    return await import('serialport');
  } catch (error) {
    throw new RunError(
      `serial ports: cannot load npm serialport: ${(error as Error).message}: expected its binary for ${process.platform}-${process.arch}`,
      { cause: error },
    );
  }
}
