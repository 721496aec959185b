import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { isConductance } from '../../devices/files/conductance.js';
import { parseDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { characterisation } from '../../devices/fitting/characterisation.js';

/** The first device that ships, after a change. */
function changed(change: (fit: DeviceFit) => void): object {
  const file = structuredClone(shippedDevices());
  change(file.devices[0]);
  return { ...file, devices: file.devices.slice(0, 1) };
}

const levels = { height: 0.1, lowDwell: 5, highDwell: 5 };

describe('a device file', () => {
  it.each<[string, string, (fit: DeviceFit) => void, RegExp]>([
    [
      'a window in microsiemens',
      'highestSiemens: got 57',
      (fit) => Object.assign(fit, { highestSiemens: 57 }),
      /conductance of at least 1e-12 S and below 1 S/,
    ],
    [
      'a femtosiemens',
      'lowestSiemens: got 1e-15',
      (fit) => Object.assign(fit, { lowestSiemens: 1e-15 }),
      /at least 1e-12 S/,
    ],
    [
      'an infinite conductance',
      'highestSiemens: got Infinity',
      (fit) => Object.assign(fit, { highestSiemens: Infinity }),
      /expected a finite number/,
    ],
    [
      'a window upside down',
      'highestSiemens: got 0.00001',
      (fit) => Object.assign(fit, { highestSiemens: 1e-5 }),
      /must be above lowestSiemens/,
    ],
    [
      'a window of eleven decades',
      'highestSiemens: got 0.5',
      (fit) => Object.assign(fit, { lowestSiemens: 2e-12, highestSiemens: 0.5 }),
      /at most 10000000000 times lowestSiemens/,
    ],
    [
      'a window of nothing',
      'highestSiemens: got 0.00001000000001',
      (fit) => Object.assign(fit, { lowestSiemens: 1e-5, highestSiemens: 1.000000001e-5 }),
      /differ from lowestSiemens by at least 0\.000001 of itself/,
    ],
    ['write noise in percent', 'noise.set: got 60', (fit) => (fit.noise.set = 60), /not in percent/],
    [
      'read noise in percent',
      'noise.white.reset: got 20',
      (fit) => (fit.noise.white.reset = 20),
      /at most 10/,
    ],
    ['1/f noise without a value', 'noise.pink.set: got NaN', (fit) => (fit.noise.pink.set = NaN), /finite/],
    [
      'accumulating noise',
      'noise.accumulating.set: got 11',
      (fit) => (fit.noise.accumulating.set = 11),
      /10/,
    ],
    [
      'a cycle with noise in percent',
      'cycles.reset.4.sigma: got 12',
      (fit) => (fit.cycles.reset[4].sigma = 12),
      /at most 10/,
    ],
    [
      'a cycle far outside the window',
      'cycles.set.2: got',
      (fit) => (fit.cycles.set[2].alpha += 100),
      /within 10 windows/,
    ],
    [
      'a telegraph step of many windows',
      'noise.telegraph.set.height: got 50',
      (fit) => (fit.noise.telegraph = { set: { ...levels, height: 50 } }),
      /at most 10/,
    ],
    [
      'an endless dwell',
      'noise.telegraph.reset.highDwell: got 1e+300',
      (fit) => (fit.noise.telegraph = { reset: { ...levels, highDwell: 1e300 } }),
      /at most 1000000000 readings/,
    ],
    [
      'a dwell of less than a reading',
      'noise.telegraph.reset.lowDwell: got 0.5',
      (fit) => (fit.noise.telegraph = { reset: { ...levels, lowDwell: 0.5 } }),
      /at least 1/,
    ],
    [
      'pulses of kilovolts',
      'conditions.set.volts: got 2500',
      (fit) => (fit.conditions!.set.volts = 2500),
      /at most 1000 V in magnitude/,
    ],
    [
      'pulses of no duration',
      'conditions.reset.widthSeconds: got 1e-30',
      (fit) => (fit.conditions!.reset.widthSeconds = 1e-30),
      /from 1e-12 to 1000000 seconds/,
    ],
  ])('is refused with its path: %s', (_, path, change, sentence) => {
    const parse = () => parseDeviceFile(changed(change), 'd.json');
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(`d.json: devices.0.${path}`);
    expect(parse).toThrow(sentence);
  });

  it('may have numbers at the limits', () => {
    const file = changed((fit) => {
      Object.assign(fit, { lowestSiemens: 1e-12, highestSiemens: 1e-2 });
      fit.noise.white.set = 10;
      fit.noise.telegraph = { set: { height: 10, lowDwell: 1, highDwell: 1e9 } };
    });
    expect(parseDeviceFile(file, 'd.json')).toEqual(file);
  });
});

describe('a measurement', () => {
  const up = Float64Array.from({ length: 20 }, (_, p) => 1 + p);
  const measured = (from: (x: number) => number) => () =>
    characterisation({ device: 'A', set: [up.map(from)], reset: [up.map(from).toReversed()] }, 'a.csv');

  it('is refused by the same rules', () => {
    expect(measured((x) => x * 1e-15)).toThrow(
      /set cycle 0, reading 0: expected a conductance of at least 1e-12 S and below 1 S, got 1e-15/,
    );
    expect(measured((x) => 1e-5 * (1 + 1e-9 * x))).toThrow(/G1 must differ from G0 by at least 0\.000001/);
    expect(measured((x) => (x === 1 ? 1.1e-12 : 0.04 * x))).toThrow(
      /G1 must be at most 10000000000 times G0/,
    );
    expect(measured((x) => x * 1e-12)()).toMatchObject({ device: 'A', pulses: 19 });
  });
});

describe('a conductance', () => {
  it.each([NaN, Infinity, -1e-5, 0, 9e-13, 1])('cannot be %s S', (siemens) => {
    expect(isConductance(siemens)).toBe(false);
  });
});
