import { describe, expect, it } from 'vitest';
import { parseDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { UsageError } from '../../src/core/errors.js';

/** The first two devices that ship, after a change. */
function changed(change: (file: DeviceFile) => void): DeviceFile {
  const { devices, ...shipped } = structuredClone(shippedDevices());
  const file = { ...shipped, devices: devices.slice(0, 2) };
  change(file);
  return file;
}

const emulated = {
  kind: 'emulated' as const,
  model: 'memloop-virtual',
  firmware: '1',
  serial: 'virtual-0',
  calibrated: true,
  port: 'virtual',
  row: 1,
  column: 0,
};

describe('a device file', () => {
  it('may have curves that are straight, purely exponential, a step, or a little above their end on the way', () => {
    const file = changed(({ devices: [one, other] }) => {
      one.mean = { set: { a: 0, b: 0.05 }, reset: { a: -1, b: 0.05 } };
      other.mean = { set: { a: -0.0031, b: 50 }, reset: { a: 0.0006, b: 0.05 } };
      one.cycles.set[0] = { alpha: 0, beta: 0.005, gamma: 0, zeta: 0.1, sigma: 0 };
      one.cycles.reset[0] = { alpha: 0.1, beta: 0, gamma: 1e-4, zeta: 0.04, sigma: 0 };
      Object.assign(other.cycles.reset[0], { zeta: 3.5, gamma: 0.5 * Math.exp(-700) });
    });
    expect(parseDeviceFile(file, 'd.json')).toEqual(file);
  });

  const rises =
    /must be finite, rise more and more slowly from 0 to 200 pulses .* nowhere exceed its end by more than 10 %/;
  it.each<[string, string, (file: DeviceFile) => void, RegExp]>([
    [
      'a mean curve without a value',
      'devices.1.mean.set',
      ({ devices }) => (devices[1].mean.set = { a: (1 - Math.exp(-0.05 * 200)) / 200, b: 0.05 }),
      rises,
    ],
    [
      'a mean curve that first falls',
      'devices.0.mean.reset',
      ({ devices }) => (devices[0].mean.reset.a = 0.01),
      rises,
    ],
    [
      'a mean curve with a peak',
      'devices.0.mean.set',
      ({ devices }) => (devices[0].mean.set = { a: 0.0045, b: 0.05 }),
      rises,
    ],
    [
      'a mean curve with a peak of 11 %',
      'devices.0.mean.set',
      ({ devices }) => (devices[0].mean.set = { a: 0.0009, b: 0.05 }),
      rises,
    ],
    [
      'a flat cycle',
      'devices.1.cycles.reset.3',
      ({ devices }) => Object.assign(devices[1].cycles.reset[3], { beta: 0, gamma: 0 }),
      rises,
    ],
    [
      'a cycle without a value',
      'devices.1.cycles.set.3',
      ({ devices }) => Object.assign(devices[1].cycles.set[3], { alpha: 1e308, gamma: 1e308, beta: 1e308 }),
      rises,
    ],
    [
      'a SET cycle that e^(ζN) would leave',
      'devices.0.cycles.set.2.zeta: got 50',
      ({ devices }) => (devices[0].cycles.set[2].zeta = 50),
      /at most 700 \/ 200/,
    ],
    [
      'a RESET cycle that e^(ζN) would leave',
      'devices.0.cycles.reset.2.zeta: got 50',
      ({ devices }) => (devices[0].cycles.reset[2].zeta = 50),
      /at most 700 \/ 200/,
    ],
    [
      'a read at no voltage',
      'devices.0.conditions.readVolts: got 0',
      ({ devices }) => (devices[0].conditions!.readVolts = 0),
      /must not be 0/,
    ],
    [
      'SET and RESET of one sign',
      'devices.1.conditions.reset.volts: got 2.7',
      ({ devices }) => (devices[1].conditions!.reset.volts = 2.7),
      /must have the opposite sign of set\.volts/,
    ],
    [
      'too many pulses',
      'devices.0.pulses: got 1000000000',
      ({ devices }) => (devices[0].pulses = 1e9),
      /100000/,
    ],
    [
      'hardware that proves nothing',
      'devices.0.provenance.kind: got "hardware"',
      ({ devices }) => (devices[0].provenance = { ...emulated, kind: 'hardware' }),
      /must be emulated or serial: hardware requires a USB identity, a serial number, and a calibrated board/,
    ],
    ['too few pulses', 'devices.0.pulses: got 1', ({ devices }) => (devices[0].pulses = 1), /2/],
    [
      'a name twice',
      'devices.1.device: got "R0_B0"',
      ({ devices }) => devices.forEach((fit) => (fit.device = 'R0_B0')),
      /must be unique, but devices\.0 already has it/,
    ],
    [
      'a role twice',
      'devices.1.role: got "C3"',
      ({ devices }) => devices.forEach((fit) => (fit.role = 'C3')),
      /must be unique, but devices\.0 already has it/,
    ],
  ])('is refused with its path: %s', (_, path, change, sentence) => {
    const parse = () => parseDeviceFile(changed(change), 'd.json');
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(`d.json: ${path}`);
    expect(parse).toThrow(sentence);
  });

  it('may have the provenance of its devices', () => {
    const file = changed(({ devices }) => (devices[0].provenance = emulated));
    expect(parseDeviceFile(file, 'd.json')).toEqual(file);
  });

  it('may have several devices without a role', () => {
    const file = changed(({ devices }) => devices.forEach((fit) => delete fit.role));
    expect(parseDeviceFile(file, 'd.json').devices.length).toBe(2);
  });
});
