import { fstatSync, realpathSync, statSync } from 'node:fs';
import { RunError } from '../../src/core/errors.js';
import { listPorts, type Port } from './ports.js';
import type { Provenance } from './transport.js';
import { usbIdentity } from './usb-identity.js';

/** What is at the far end of a serial port. */
export type PortProvenance = Exclude<Provenance, { kind: 'in-process' }>;

/** Major device numbers of pseudo-terminals under Linux: 136 to 143 under /dev/pts, 2 and 3 of the BSD kind. */
const PSEUDO_MAJORS: readonly number[] = [2, 3, 136, 137, 138, 139, 140, 141, 142, 143];

/** Paths of pseudo-terminals under Linux and macOS. */
const PSEUDO_PATH = /^\/dev\/(pts\/|ttys\d|ptmx)/;

/**
 * What is at the far end of an open port. The open handle decides, not the name of the port. A pseudo-terminal and a
 * port without a handle (a mock) are emulated; for all others the operating system reports what is plugged in.
 *
 * @param handle of the open port @param list the ports of this machine; under Linux the kernel is asked instead
 */
export async function portProvenance(
  path: string,
  handle: number | undefined,
  list: () => Promise<Port[]> = listPorts,
): Promise<PortProvenance> {
  if (process.platform === 'win32') return plugged(path, await list());
  const real = realpathSync(path);
  if (handle === undefined || PSEUDO_PATH.test(real) || isPseudo(handle))
    return { kind: 'emulated', path: real };
  // If the name leads to another port by now, its identity is not that of the open one.
  if (statSync(real).rdev !== fstatSync(handle).rdev)
    throw new RunError(
      `${path}: the port changed while it was opened: keep the board plugged in and try again`,
    );
  if (process.platform === 'linux' && list === listPorts)
    return { kind: 'serial', path: real, ...usbIdentity(fstatSync(handle).rdev) };
  return plugged(real, await list());
}

/** Whether the far end is an identified USB device, with vendor, product and serial number: a condition for hardware results. */
export function isIdentified(provenance: Provenance): boolean {
  if (provenance.kind !== 'serial') return false;
  const { vendorId, productId, serialNumber } = provenance;
  return vendorId !== '' && productId !== '' && serialNumber !== '';
}

function isPseudo(handle: number): boolean {
  const { rdev } = fstatSync(handle);
  return process.platform === 'linux' && PSEUDO_MAJORS.includes((rdev >> 8) & 0xfff);
}

function plugged(path: string, ports: readonly Port[]): PortProvenance {
  const port = ports.find((each) => each.path === path);
  const { vendorId = '', productId = '', serialNumber = '' } = port ?? {};
  return { kind: 'serial', path, vendorId, productId, serialNumber };
}
