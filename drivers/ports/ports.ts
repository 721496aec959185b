import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RunError } from '../../src/core/errors.js';
import { serialLibrary } from './serial-library.js';

/** A serial port of this machine and the USB identity of what is plugged in; '' for each part that is missing. */
export interface Port {
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
}

/** The serial ports of this machine, sorted by path, as the operating system lists them; without pseudo-terminals. */
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

/** Under Linux npm serialport calls udevadm, and ends the whole process if it is missing. */
function refuseWithoutUdev(): void {
  if (process.platform !== 'linux') return;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => folder !== '' && existsSync(join(folder, 'udevadm')))) return;
  throw new RunError(
    'serial ports: udevadm, which lists what is plugged in, is not on the path: install it with sudo apt-get install udev',
  );
}
