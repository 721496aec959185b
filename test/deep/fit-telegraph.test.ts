import { describe, expect, it } from 'vitest';
import { parseDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import { fitDevices, type DeviceFits } from '../../devices/fitting/fit-devices.js';
import { readCharacterisations } from '../../devices/measurements/read-characterisations.js';
import { deviceOf, traitsOf } from '../../devices/population/traits.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { sharedData } from '../shared.js';
import { QUIET } from '../devices/fitting-synthetic.js';
import { noisyDevice, type Telegraph } from '../devices/telegraph-synthetic.js';

const WHITE = 0.03;
const SMALL = { pulses: 100, cycles: 6 };

/** A synthetic device with white noise, fitted. */
function fitted(key: string, telegraph?: Telegraph, size = SMALL): DeviceFits {
  const random = new RandomStream(`test/fit telegraph/${key}`);
  return fitDevices([noisyDevice(size, { ...QUIET, white: WHITE }, random, telegraph)]);
}

/** The synthetic window, 20 µS, in units of the fitted one: noise and steps move its ends. */
const windowOf = ({ devices: [{ highestSiemens, lowestSiemens }] }: DeviceFits) =>
  2e-5 / (highestSiemens - lowestSiemens);

describe('the telegraph noise of a fitted device', () => {
  // About 70 visits to each level and polarity: 12 % standard error of a dwell, and dwells of one reading are missed.
  it('has the height within 6 % and the mean dwells within 35 % of what was put in', () => {
    const size = { pulses: 200, cycles: 10 };
    const fits = fitted('both', { height: 0.1, dwell: 10, highDwell: 20 }, size);
    const [{ noise }] = fits.devices;
    for (const polarity of ['set', 'reset'] as const) {
      const { height, highDwell, lowDwell } = noise.telegraph![polarity]!;
      expect(Math.abs(height / (0.1 * windowOf(fits)) - 1)).toBeLessThan(0.06);
      expect(Math.abs(lowDwell / 10 - 1)).toBeLessThan(0.35);
      expect(Math.abs(highDwell / 20 - 1)).toBeLessThan(0.35);
      // Without its telegraph noise, the device has the white noise that was put in, and little else.
      expect(Math.abs(noise.white[polarity] / (WHITE * windowOf(fits)) - 1)).toBeLessThan(0.1);
      expect(noise.pink[polarity]).toBeLessThan(0.02);
      expect(noise.intervals!.accumulating[polarity][0]).toBe(0);
      expect(noise.intervals!.accumulating[polarity][1]).toBeLessThan(0.005);
      // σ is about each cycle's curve, steps included.
      expect(noise[polarity]).toBeGreaterThan(1.3 * noise.white[polarity]);
    }
    expect(fits.notes).toEqual([
      expect.stringMatching(/^D: telegraph noise in SET: steps of \d+\.\d % of the window, mean dwell /),
      expect.stringMatching(/^D: telegraph noise in RESET: /),
    ]);
  }, 180_000);

  it('stands only for the polarity that has it', () => {
    const size = { pulses: 200, cycles: 6 };
    const fits = fitted('set', { height: 0.12, dwell: 12, only: 'set' }, size);
    const [{ noise }] = fits.devices;
    expect(Object.keys(noise.telegraph!)).toEqual(['set']);
    expect(fits.notes.length).toBe(1);
    expect(Math.abs(noise.white.reset / (WHITE * windowOf(fits)) - 1)).toBeLessThan(0.06);
  }, 180_000);

  it('is absent without steps', () => {
    const { devices, notes } = fitted('none');
    expect(devices[0].noise.telegraph).toBeUndefined();
    expect(notes).toEqual([]);
  }, 180_000);
});

describe('a device file', () => {
  const withTelegraph = (telegraph: unknown) => {
    const { devices, ...file } = shippedDevices();
    return { ...file, devices: [{ ...devices[0], noise: { ...devices[0].noise, telegraph } }] };
  };
  const levels = { height: 0.08, highDwell: 30, lowDwell: 19.5 };

  it('may have telegraph noise for SET, RESET or both', () => {
    for (const telegraph of [{ set: levels }, { reset: levels }, { set: levels, reset: levels }]) {
      const file = withTelegraph(telegraph);
      expect(parseDeviceFile(file, 'd.json')).toEqual(file);
    }
  });

  it.each<[string, object]>([
    ['set.height: got 0: expected more than 0', { set: { ...levels, height: 0 } }],
    ['reset.lowDwell: got 0.5: expected at least 1', { reset: { ...levels, lowDwell: 0.5 } }],
    ['set.highDwell: got nothing', { set: { height: 0.1, lowDwell: 3 } }],
  ])('is refused: %s', (sentence, telegraph) => {
    expect(() => parseDeviceFile(withTelegraph(telegraph), 'd.json')).toThrow(
      `d.json: devices.0.noise.telegraph.${sentence}`,
    );
  });

  it('gives its telegraph noise to the devices of a population, rescaled like their σ', () => {
    const donor = withTelegraph({ set: levels }).devices[0] as ReturnType<
      typeof shippedDevices
    >['devices'][0];
    const louder = traitsOf(donor).map((trait, k) => (k === 4 ? 2 * trait : trait));
    const { noise } = deviceOf(louder, donor, 'P1');
    expect(noise.set).toBe(2 * donor.noise.set);
    expect(noise.telegraph).toEqual({ set: { ...levels, height: 0.16 } });
    const silent = traitsOf(donor).map((trait, k) => (k === 4 ? 0 : trait));
    expect(deviceOf(silent, donor, 'P1').noise.telegraph).toBeUndefined();
  });
});

const data = sharedData('data/almond8/A0_0.json', 'data/almond8/A4_0.json');
data.describe('the measured devices', () => {
  it('have no telegraph noise, and their parts add up to the noise about the curves', () => {
    const fits = fitDevices(data.paths.flatMap((path) => readCharacterisations(path).devices));
    for (const { noise } of fits.devices) {
      expect(noise.telegraph).toBeUndefined();
      for (const polarity of ['set', 'reset'] as const) {
        // A curve of its own takes some slow noise out of each cycle.
        const readLike = Math.hypot(noise.white[polarity], noise.pink[polarity]);
        expect(readLike / noise[polarity]).toBeGreaterThan(0.95);
        expect(readLike / noise[polarity]).toBeLessThan(1.6);
      }
    }
  }, 180_000);
});
