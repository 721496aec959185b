import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a USB device says about itself; '' for what it does not say, or if there is no USB device. */
export interface UsbIdentity {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
}

/**
 * The USB device behind a device number, as the Linux kernel reports it: the nearest directory above the port in /sys
 * that has a vendor. No program is called, because a program on the path could be replaced.
 *
 * @param root where the kernel lists its devices
 */
export function usbIdentity(rdev: number, root = '/sys'): UsbIdentity {
  const link = join(root, 'dev', 'char', numbersOf(rdev), 'device');
  let place = existsSync(link) ? realpathSync(link) : root;
  while (place.length > root.length && !existsSync(join(place, 'idVendor'))) place = dirname(place);
  const said = (name: string) => {
    const path = join(place, name);
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  };
  return { vendorId: said('idVendor'), productId: said('idProduct'), serialNumber: said('serial') };
}

/** Major and minor number as Linux encodes them. */
function numbersOf(rdev: number): string {
  const major = (rdev >>> 8) & 0xfff;
  const minor = (rdev & 0xff) | ((rdev >>> 12) & 0xfff00);
  return `${major}:${minor}`;
}
