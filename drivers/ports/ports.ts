import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RunError } from '../../src/core/errors.js';
import { serialLibrary } from './serial-library.js';

/** A serial port of this machine, with the USB identity of what is plugged in; '' where it has none. */
export interface Port {
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
}

/** The serial ports of this machine by path, as its operating system tells of them; pseudo-terminals are none. */
export async function listPorts(): Promise<Port[]> {
  refuseWithoutUdev();
  const { SerialPort } = await serialLibrary();
  const found = await SerialPort.list();
  const ports = found.map(
    ({ path, vendorId = '', productId = '', serialNumber = '', manufacturer = '' }) =>
      ({ path, vendorId, productId, serialNumber, manufacturer }) satisfies Port,
  );
  return ports.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

/** npm serialport asks udevadm under Linux, and ends the whole process where there is none. */
function refuseWithoutUdev(): void {
  if (process.platform !== 'linux') return;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => folder !== '' && existsSync(join(folder, 'udevadm')))) return;
  throw new RunError(
    'serial ports: got no udevadm on the path: expected it, for it knows what is plugged in: sudo apt-get install udev',
  );
}
