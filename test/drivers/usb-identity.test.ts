import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { usbIdentity } from '../../drivers/ports/usb-identity.js';
import { scratch } from '../scratch.js';

it('is what the kernel says of the device above a port, and nothing where there is none', () => {
  const root = realpathSync(scratch());
  const usb = join(root, 'devices', 'usb1', '1-2');
  const port = join(usb, '1-2:1.0');
  mkdirSync(port, { recursive: true });
  for (const [name, text] of [
    ['idVendor', '2341\n'],
    ['idProduct', '0043\n'],
    ['serial', '7553\n'],
  ])
    writeFileSync(join(usb, name), text);
  const numbers = join(root, 'dev', 'char', '166:300');
  mkdirSync(numbers, { recursive: true });
  symlinkSync(port, join(numbers, 'device'));
  // 300 = 0x12c: its upper bits are beyond those of the major number
  const rdev = (166 << 8) | 0x2c | (0x100 << 12);
  const identity = { vendorId: '2341', productId: '0043', serialNumber: '7553' };
  expect(usbIdentity(rdev, root)).toEqual(identity);
  expect(usbIdentity(rdev + 1, root)).toEqual({ vendorId: '', productId: '', serialNumber: '' });
});
