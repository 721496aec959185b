import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Port } from '../../drivers/ports/ports.js';
import { describeWithSocat, plugIn } from '../rig.js';
import { portsTable } from '../../src/cli/ports.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

const emulator = new URL('../drivers/instrument.mjs', import.meta.url).pathname;
const program = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;
const udev = process.platform !== 'linux' || existsSync('/usr/bin/udevadm') || existsSync('/bin/udevadm');

describe('memloop ports', () => {
  it.skipIf(!udev)('lists the ports with all that is known of them, as text and as JSON', async () => {
    const { code, stdout } = await memloop(['ports', '--json']);
    expect(code).toBe(0);
    const ports = JSON.parse(stdout) as Port[];
    const text = (await memloop(['ports'])).stdout;
    if (ports.length === 0) expect(text).toBe('No serial port found; connect a board and try again.\n');
    for (const port of ports) {
      expect(Object.keys(port)).toEqual([
        'path',
        'vendorId',
        'productId',
        'serialNumber',
        'manufacturer',
        'mayBe',
        'asked',
        'answered',
      ]);
      expect(text).toContain(port.path);
    }
  });

  it('shows a port without an answer differently from one that was not asked', () => {
    const port = { path: '/dev/ttyS0', vendorId: '', productId: '', serialNumber: '', manufacturer: '' };
    const row = (asked: boolean) =>
      portsTable([{ ...port, mayBe: ['ArC ONE', 'OpenMENA'], asked, answered: null }]);
    expect(row(true)).toMatch(/no +no answer\n/);
    expect(row(false)).toMatch(/no +ArC ONE or OpenMENA\n/);
  });

  it.runIf(process.platform === 'linux')('says in one sentence that udevadm is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, [program, 'ports'], { env: { PATH: '' }, encoding: 'utf8' }); // prettier-ignore
    expect(stderr).toMatch(/^memloop: serial ports: udevadm, .*, is not on the path: .*\n$/);
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

  it.skipIf(!udev)('says who is there, when it is asked by its name', async () => {
    const source = await plugIn(`'${process.execPath} ${emulator} keithley-2400'`);
    const board = await plugIn(`'${process.execPath} ${program} virtual-board'`);
    const ask = (path: string) => spawned(['ports', '--ask', path]);
    const [one, other] = await Promise.all([ask(source.path), ask(board.path)]);
    await Promise.all([source.unplug(), board.unplug()]);
    expect(one.stdout).toMatch(/ is MODEL 2400, firmware C30/);
    expect(one.stderr).toContain(`memloop: ${source.path}: asking for a Keithley source-measure unit\n`);
    expect(other.stdout).toMatch(/ is memloop-virtual, firmware .*, by MBP\/1/);
  });

  it.skipIf(!udev)('is not there', async () => {
    const { code, stderr } = await memloop(['ports', '--ask', '/dev/none']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^memloop: \/dev\/none: .*\n$/)]);
  });
});
