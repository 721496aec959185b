import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { latencyTimer, linuxMachine, type Machine } from '../../drivers/ports/machine.js';
import { calledOut, portRefusal } from '../../drivers/ports/port-refusal.js';
import { libraryRefusal } from '../../drivers/ports/serial-library.js';
import { boardKinds } from '../../drivers/protocols/board-kinds.js';
import { udevRules } from '../../drivers/protocols/udev-rules.js';
import { scratch } from '../scratch.js';

const nothing: Machine = { holders: () => [], groupOf: () => undefined, ports: () => [] };
const sentence = (message: string, machine: Partial<Machine> = {}) =>
  portRefusal('/dev/ttyUSB0', new Error(message), { ...nothing, ...machine }).message;

describe('a port that cannot be opened says why, and what to do', () => {
  it.each([
    [
      'Error: Permission denied, cannot open /dev/ttyUSB0',
      { groupOf: () => 'dialout' },
      'permission denied: the port belongs to the group dialout; run sudo usermod -a -G dialout "$USER"',
    ],
    [
      'Error: Permission denied, cannot open /dev/ttyUSB0',
      { groupOf: () => 'root' },
      'only root may open this port',
    ],
    [
      'Error Resource temporarily unavailable Cannot lock port',
      { holders: () => [{ pid: 812, name: 'ModemManager' }] },
      'the port is in use by ModemManager (process 812): it tries every new port for a modem',
    ],
    [
      'Error: Device or resource busy, cannot open /dev/ttyUSB0',
      { holders: () => [{ pid: 9, name: 'brltty' }] },
      'sudo apt-get remove brltty',
    ],
    [
      'Error: Device or resource busy, cannot open /dev/ttyUSB0',
      { holders: () => [{ pid: 77, name: 'screen' }] },
      'in use by screen (process 77): close that program and try again',
    ],
    ['Opening COM3: Access denied', {}, 'the port is in use by another program: close that program'],
    [
      'Error: No such file or directory, cannot open /dev/ttyUSB0',
      { ports: () => ['/dev/serial/by-id/usb-Arduino-if00'] },
      'No such file or directory: expected /dev/serial/by-id/usb-Arduino-if00 (names in /dev/serial/by-id stay the same',
    ],
    ['Opening COM12: File not found', {}, 'File not found: no port is there; plug the board in'],
    ['Error: Inappropriate ioctl for device', {}, 'cannot open the port: Inappropriate ioctl for device'],
  ])('%s', (message, machine, expected) => {
    expect(sentence(message, machine)).toContain(`/dev/ttyUSB0: `);
    expect(sentence(message, machine)).toContain(expected);
  });

  it('and on macOS names the port that does not wait', () => {
    expect(calledOut('/dev/tty.usbmodem14101', 'darwin')).toBe('/dev/cu.usbmodem14101');
    expect(calledOut('/dev/cu.usbmodem14101', 'darwin')).toBeUndefined();
    expect(calledOut('/dev/tty.usbmodem14101', 'linux')).toBeUndefined();
  });

  it('and a library without a binary says how to build one', () => {
    const message = 'No native build was found for platform=linux arch=arm runtime=node abi=115';
    expect(libraryRefusal(message, 'linux-arm', false)).toContain(
      'linux-arm with musl; build one: apk add build-base',
    );
    expect(libraryRefusal(message, 'linux-riscv64', true)).toContain(
      'linux-riscv64; build one: a C++ compiler',
    );
    expect(libraryRefusal('Cannot find package')).toContain('install memloop again on this machine');
  });
});

describe('what Linux tells of its ports', () => {
  const root = () => {
    const folder = scratch();
    for (const path of [
      'dev/serial/by-id',
      'proc/41/fd',
      'proc/self',
      'etc',
      'sys/bus/usb-serial/devices/ttyUSB0',
    ])
      mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'dev/ttyUSB0'), '');
    writeFileSync(join(folder, 'dev/serial/by-id/usb-FTDI'), '');
    symlinkSync(join(folder, 'dev/ttyUSB0'), join(folder, 'proc/41/fd/5'));
    writeFileSync(join(folder, 'proc/41/comm'), 'picocom\n');
    writeFileSync(join(folder, 'etc/group'), `root:x:0:\nmine:x:${process.getgid!()}:\n`);
    writeFileSync(join(folder, 'sys/bus/usb-serial/devices/ttyUSB0/latency_timer'), '16\n');
    return folder;
  };

  it('who has them open, whose they are, which there are, and how long they wait', () => {
    const folder = root();
    const machine = linuxMachine(folder);
    expect(machine.holders('/dev/ttyUSB0')).toEqual([{ pid: 41, name: 'picocom' }]);
    expect(machine.holders('/dev/ttyUSB1')).toEqual([]);
    expect(machine.groupOf('/dev/ttyUSB0')).toBe(process.getgid!() === 0 ? 'root' : 'mine');
    expect(machine.groupOf('/dev/ttyUSB1')).toBeUndefined();
    expect(machine.ports()).toEqual(['/dev/serial/by-id/usb-FTDI']);
    expect([latencyTimer('/dev/ttyUSB0', folder), latencyTimer('/dev/ttyACM0', folder)]).toEqual([
      16,
      undefined,
    ]);
  });
});

describe('the rules for udev', () => {
  it('have a line for every device that is known by its USB identity', () => {
    const rules = udevRules();
    const known = [...Object.values(boardKinds).flatMap(({ usb }) => usb), '2341:0043', '1a86:7523'];
    for (const usb of known) {
      const [vendor, product] = usb.split(':');
      expect(rules.split(`ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}"`)).toHaveLength(2);
    }
    expect(rules).toMatch(/DRIVER=="ftdi_sio", ATTR\{latency_timer\}="1"\n$/);
  });
});
