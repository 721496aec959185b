import { fstatSync, realpathSync, statSync } from 'node:fs';
import { RunError } from '../../src/core/errors.js';
import { listPorts, type Port } from './ports.js';
import type { Provenance } from './provenance.js';
import { usbIdentity } from './usb-identity.js';

/** What is at the far end of a port. */
export type PortProvenance = Exclude<Provenance, { kind: 'in-process' }>;

/** Device numbers of pseudo-terminals under Linux: 136 to 143 under /dev/pts, 2 and 3 the old kind. */
const PSEUDO_MAJORS: readonly number[] = [2, 3, 136, 137, 138, 139, 140, 141, 142, 143];

/** Where pseudo-terminals are by name, under Linux and macOS. */
const PSEUDO_PATH = /^\/dev\/(pts\/|ttys\d|ptmx)/;

/**
 * Where the bytes of an open port go. What is open counts, and neither its name nor what anybody says: a
 * pseudo-terminal, or a port that has no handle as mocks have none, is emulated; all else is what the operating
 * system says that is plugged in there.
 *
 * @param handle of the open port @param list of the ports of this machine; under Linux the kernel is asked in its place
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
  // A name that leads elsewhere by now would lend its identity to what is open.
  if (statSync(real).rdev !== fstatSync(handle).rdev)
    throw new RunError(`${path}: the port changed while it was opened: expected it to stay plugged in`);
  if (process.platform === 'linux' && list === listPorts)
    return { kind: 'serial', path: real, ...usbIdentity(fstatSync(handle).rdev) };
  return plugged(real, await list());
}

/** Whether a board that is there can be what a result stands on: one with a USB identity and a serial number of its own. */
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
