import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { telegraphNoise } from '../../devices/noise/telegraph-noise.js';
import { RandomStream } from '../../src/core/random-stream.js';

const LOW = 2e-6;
const WINDOW = 8e-6;
const levels = { height: 0.1, highDwell: 7, lowDwell: 3 };
const occupancy = 0.7;
const decay = 1 - 1 / 7 - 1 / 3;
const variance = levels.height ** 2 * occupancy * (1 - occupancy);

/** Readings of several equal devices, in units of the window; each device may be read on its own. */
function devices(size: number, key: string, sizes: typeof levels | null = levels) {
  const lowest = new Float64Array(size).fill(LOW);
  const part = telegraphNoise.part({
    size,
    lowest,
    highest: lowest.map((low) => low + WINDOW),
    conductance: lowest.slice(),
    sizes: Array.from({ length: size }, () => sizes ?? undefined),
    random: new RandomStream(`test/${key}`),
  });
  return (...device: number[]) => {
    const deviation = new Float64Array(device.length);
    part.read!(Uint32Array.from(device), deviation, device.length);
    return deviation.map((siemens) => siemens / WINDOW);
  };
}

describe('telegraph noise of one device', () => {
  const READINGS = 400_000;
  const look = devices(1, 'one');
  const readings = Float64Array.from({ length: READINGS }, () => look(0)[0]);

  it('has two levels, as far apart as its height, with mean 0', () => {
    const [lower, upper] = [...new Set(readings)].sort((a, b) => a - b);
    expect(new Set(readings).size).toBe(2);
    expect(upper).toBeCloseTo(levels.height * (1 - occupancy), 12);
    expect(lower).toBeCloseTo(-levels.height * occupancy, 12);
    const share = readings.filter((value) => value > 0).length / READINGS;
    // The standard error of the share is √(π (1 − π) (1 + λ)/(1 − λ)/readings): 0.0013; four of them are allowed.
    expect(Math.abs(share - occupancy)).toBeLessThan(0.0052);
  });

  it.each([
    ['upper', 1, levels.highDwell],
    ['lower', -1, levels.lowDwell],
  ])('stays in its %s level for a geometric number of readings', (_, sign, mean) => {
    const dwells: number[] = [];
    let length = 0;
    for (const value of readings) {
      if (Math.sign(value) === sign) length++;
      else if (length > 0) length = dwells.push(length) * 0;
    }
    const found = dwells.reduce((sum, dwell) => sum + dwell, 0) / dwells.length;
    const error = Math.sqrt((mean * (mean - 1)) / dwells.length);
    expect(Math.abs(found - mean)).toBeLessThan(4 * error);
    for (let n = 1; n <= 20; n++) {
      const longer = dwells.filter((dwell) => dwell > n).length / dwells.length;
      const expected = (1 - 1 / mean) ** n;
      const binomial = Math.sqrt((expected * (1 - expected)) / dwells.length);
      expect(Math.abs(longer - expected), `${n} readings`).toBeLessThan(4 * binomial);
    }
  });

  it('has the autocovariance height² π (1 − π) λᵏ at lags of 0 to 32 readings, within 1 % of the variance', () => {
    for (let lag = 0; lag <= 32; lag++) {
      let sum = 0;
      for (let i = lag; i < READINGS; i++) sum += readings[i] * readings[i - lag];
      const covariance = sum / (READINGS - lag);
      expect(Math.abs(covariance - variance * decay ** lag) / variance, `lag ${lag}`).toBeLessThan(0.01);
    }
  });
});

describe('telegraph noise of many devices', () => {
  const SIZE = 20_000;
  const others = Array.from({ length: SIZE - 1 }, (_, i) => i + 1);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const product = (one: Float64Array, other: Float64Array) => mean(one.map((value, i) => value * other[i]));
  // Standard errors over 20,000 devices are below 0.8 % of the variance; four of them are allowed.
  const near = (got: number, expected: number) =>
    expect(Math.abs(got - expected) / variance).toBeLessThan(0.032);

  it('is stationary from the first reading on', () => {
    const look = devices(SIZE, 'stationary');
    for (let reading = 0; reading < 12; reading++) {
      const seen = look(...others);
      expect(Math.abs(mean(seen)) / Math.sqrt(variance)).toBeLessThan(4 / Math.sqrt(SIZE));
      near(product(seen, seen), variance);
    }
  });

  it.each([1, 2, 5, 12])('forgets exactly as much in %d readings of other devices', (gap) => {
    const look = devices(SIZE, `gap/${gap}`);
    const before = look(...others);
    for (let reading = 1; reading < gap; reading++) look(0);
    near(product(before, look(...others)), variance * decay ** gap);
  });

  it('changes its level at every reading where both dwells are one reading', () => {
    const look = devices(SIZE, 'fast', { height: 0.1, highDwell: 1, lowDwell: 1 });
    const before = look(...others);
    expect(look(...others)).toEqual(before.map((value) => -value));
    look(0);
    expect(look(...others)).toEqual(before.map((value) => -value));
  });

  it('shows a device that stands twice in one reading at one level', () => {
    const look = devices(1, 'twice');
    for (let reading = 0; reading < 100; reading++) {
      const [one, other] = look(0, 0);
      expect(other).toBe(one);
    }
  });

  it('leaves devices without it as they are', () => {
    expect(devices(3, 'none', null)(0, 1, 2)).toEqual(new Float64Array(3));
  });
});

describe('telegraph noise as fitted', () => {
  const [fit] = shippedDevices().devices;
  const { set, reset } = { set: levels, reset: { height: 0.2, highDwell: 9, lowDwell: 5 } };
  const fitted = (telegraph?: object) =>
    telegraphNoise.fitted!({ ...fit, noise: { ...fit.noise, ...(telegraph && { telegraph }) } });

  it('is the mean of the polarities that have it', () => {
    expect(fitted({ set })).toEqual(set);
    expect(fitted({ reset })).toEqual(reset);
    const { height, ...dwells } = fitted({ set, reset })!;
    expect(height).toBeCloseTo(0.15, 12);
    expect(dwells).toEqual({ highDwell: 8, lowDwell: 4 });
  });

  it('is absent where the file has none', () => {
    expect(fitted()).toBeUndefined();
    expect(fitted({})).toBeUndefined();
  });
});
