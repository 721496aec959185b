import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Port } from '../../drivers/ports.js';
import { describeWithSocat, plugIn } from '../rig.js';
import { memloop } from './memloop.js';

const program = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;
const udev = process.platform !== 'linux' || existsSync('/usr/bin/udevadm') || existsSync('/bin/udevadm');

describe('memloop ports', () => {
  it.skipIf(!udev)('lists the ports with all that is known of them, as text and as JSON', async () => {
    const { code, stdout } = await memloop(['ports', '--json']);
    expect(code).toBe(0);
    const ports = JSON.parse(stdout) as Port[];
    const text = (await memloop(['ports'])).stdout;
    if (ports.length === 0) expect(text).toBe('No serial port found: expected a board to be plugged in.\n');
    for (const port of ports) {
      expect(Object.keys(port)).toEqual([
        'path',
        'vendorId',
        'productId',
        'serialNumber',
        'manufacturer',
        'mayBe',
        'answered',
      ]);
      expect(text).toContain(port.path);
    }
  });

  it.runIf(process.platform === 'linux')('says in one sentence that udevadm is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, [program, 'ports'], { env: { PATH: '' }, encoding: 'utf8' }); // prettier-ignore
    expect(stderr).toMatch(/^memloop: serial ports: got no udevadm on the path: .*\n$/);
    expect(status).toBe(1);
  });
});

describeWithSocat('a pseudo-terminal', () => {
  it.skipIf(!udev)('is none of the ports', async () => {
    const rig = await plugIn('cat');
    const { stdout } = await memloop(['ports']);
    await rig.unplug();
    expect(stdout).not.toContain('pts');
  });
});
