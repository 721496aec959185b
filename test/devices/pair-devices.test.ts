import { describe, expect, it } from 'vitest';
import { requireBothPolarities } from '../../devices/fitting/both-polarities.js';
import { conductanceWindow, risesOf, type Characterisation } from '../../devices/fitting/characterisation.js';
import { csvCharacterisations } from '../../devices/measurements/csv-characterisations.js';
import { deviceTemplate } from '../../devices/measurements/device-template.js';
import { pairDevices } from '../../devices/measurements/pair-devices.js';
import { UsageError } from '../../src/core/errors.js';

const up = Array.from({ length: 11 }, (_, p) => (30 + 2 * p) * 1e-6);

/** A file with some ramps of one polarity, a column each. */
function half(name: string, polarity: 'set' | 'reset', ramps: number, pulses = 10) {
  const ramp = (polarity === 'set' ? up : up.toReversed()).slice(0, pulses + 1);
  const text = [`index,${Array.from({ length: ramps }, (_, k) => `r${k + 1}`).join(',')}`, ...ramp.map((g, p) => [p, ...Array.from({ length: ramps }, (_, k) => g * (1 + k / 100))].join(','))].join('\n'); // prettier-ignore
  return { path: `${name}.csv`, device: csvCharacterisations(text, `${name}.csv`, name)[0] };
}
const named = (read: readonly { device: Characterisation }[]) =>
  read.map(({ device: { device, set, reset } }) => [device, set.length, reset.length]);

describe('SET in one file and RESET in another', () => {
  it.each([
    ['chip3-set', 'chip3-reset', 'chip3'],
    ['SET_chip3', 'RESET_chip3', 'chip3'],
    ['A ltp 2', 'A ltd 2', 'A-2'],
    ['set', 'reset', 'set+reset'],
    ['run 4 up', 'run 4 dn', 'run 4'],
  ])('are one device: %s and %s', (one, other, device) => {
    const { devices, notes } = pairDevices([half(one, 'set', 3), half(other, 'reset', 3)]);
    expect(named(devices)).toEqual([[device, 3, 3]]);
    expect(notes).toEqual([`${device}: SET from ${one}.csv, RESET from ${other}.csv`]);
    expect(devices[0].device.place!('reset', 1, 4)).toEqual({ cycle: 1, pulse: 4, line: 6 });
    expect(devices[0].device.place!('set', 1, 4)).toEqual({ cycle: 1, pulse: 4, line: 6 });
  });

  it('go by their names if there are several, and have as many cycles as the file with fewer', () => {
    const files = [half('a-set', 'set', 3), half('b-set', 'set', 2), half('b-reset', 'reset', 4, 9), half('a-reset', 'reset', 3)]; // prettier-ignore
    const { devices, notes } = pairDevices(files);
    expect(named(devices)).toEqual([['a', 3, 3], ['b', 2, 2]]); // prettier-ignore
    expect(devices[1].device).toMatchObject({ pulses: 10, resetPulses: 9 });
    expect(notes[1]).toBe('b: SET from b-set.csv, RESET from b-reset.csv, 2 cycles of each, as RESET and SET have 4 and 2'); // prettier-ignore
  });

  it('stay apart where it is not clear which belong together', () => {
    const files = [half('x', 'set', 3), half('y', 'set', 3), half('z', 'reset', 3)];
    expect(named(pairDevices(files).devices)).toEqual([['x', 3, 0], ['y', 3, 0], ['z', 0, 3]]); // prettier-ignore
  });
});

describe('one polarity', () => {
  it('has a window, and rises from its lower end', () => {
    for (const polarity of ['set', 'reset'] as const) {
      const { device } = half('d', polarity, 1);
      const { lowest, highest } = conductanceWindow(device.set, device.reset);
      expect([lowest, highest]).toEqual([up[0], up[10]]);
      const [rise] = risesOf(device, polarity);
      for (const [p, x] of rise.entries()) expect(x).toBeCloseTo(p / 10, 12);
    }
  });

  it('is refused where both are needed, with what is missing', () => {
    const require = () => requireBothPolarities([half('d', 'set', 1).device], 'memloop fit');
    expect(require).toThrow(UsageError);
    expect(require).toThrow(/^d: only SET was measured: memloop fit needs RESET too; give the file with its RESET ramps beside this one$/); // prettier-ignore
  });
});

it('the example of a device is a measurement', () => {
  const [{ device, set, reset, pulses }] = csvCharacterisations(deviceTemplate(), 'd.csv', 'D');
  expect([device, set.length, reset.length, pulses]).toEqual(['D', 3, 3, 25]);
  expect(conductanceWindow(set).lowest).toBeCloseTo(3e-5, 6);
});
