import { describe, expect, it } from 'vitest';
import { curveFaults } from '../../devices/files/device-file-faults.js';
import { parseDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { Copula } from '../../devices/population/copula.js';
import { drawPopulation } from '../../devices/population/population.js';
import { traitsOf } from '../../devices/population/traits.js';
import { normalQuantile } from '../../src/core/normal-distribution.js';
import { randomStream } from '../../src/core/random-stream.js';

const measured = shippedDevices();
const COUNT = 4000;
const drawn = drawPopulation(measured, COUNT, 1);
const columns = (file: DeviceFile) => {
  const rows = file.devices.map(traitsOf);
  return rows[0].map((_, k) => rows.map((row) => row[k]));
};
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - middle) ** 2)));
};
const correlation = (x: readonly number[], y: readonly number[]) =>
  (mean(x.map((v, i) => v * y[i])) - mean(x) * mean(y)) / (deviation(x) * deviation(y));

/** Normal scores, with the mean rank for equal values. */
function scores(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const place = (value: number) => (sorted.indexOf(value) + sorted.lastIndexOf(value) + 1) / 2;
  return values.map((value) => normalQuantile(place(value) / values.length));
}

describe('a population drawn from the 27 devices', () => {
  const [was, is] = [columns(measured), columns(drawn)];

  // Linear interpolation loses a little spread, and draws without rising curves are left out.
  it('has their means within 0.1 standard deviations, and their spreads within 10 %', () => {
    was.forEach((values, k) => {
      expect(Math.abs(mean(is[k]) - mean(values)) / deviation(values), `mean of ${k}`).toBeLessThan(0.1);
      expect(Math.abs(deviation(is[k]) / deviation(values) - 1), `spread of ${k}`).toBeLessThan(0.1);
    });
  });

  it('has their correlations, of normal scores within 0.07 and of values within 0.2, of which many are far from zero', () => {
    const [scoresWas, scoresIs] = [was.map(scores), is.map(scores)];
    let strong = 0;
    was.forEach((x, k) => {
      for (let other = 0; other < k; other++) {
        const expected = correlation(x, was[other]);
        const got = correlation(is[k], is[other]);
        const byScore =
          correlation(scoresIs[k], scoresIs[other]) - correlation(scoresWas[k], scoresWas[other]);
        expect(Math.abs(byScore), `scores of ${k} with ${other}`).toBeLessThan(0.07);
        expect(Math.abs(got - expected), `${k} with ${other}: ${got}, ${expected}`).toBeLessThan(0.2);
        if (Math.abs(expected) > 0.4) strong++;
      }
    });
    expect(strong).toBeGreaterThan(10);
  });

  it('stays within the measured range, and lacks accumulating noise as often', () => {
    was.forEach((values, k) => {
      // A window is the difference of two conductances, which rounds.
      expect(Math.min(...is[k])).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
      expect(Math.max(...is[k])).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
    });
    const quiet = (file: DeviceFile) =>
      mean(file.devices.map(({ noise }) => (noise.accumulating.set === 0 ? 1 : 0)));
    expect(Math.abs(quiet(drawn) - quiet(measured))).toBeLessThan(0.05);
  });

  it('has cycles of measured devices, of all of them, with σ of its own', () => {
    const donors = new Set<number>();
    for (const { cycles, noise } of drawn.devices) {
      const donor = measured.devices.findIndex((fit) => fit.cycles.set[0].alpha === cycles.set[0].alpha);
      donors.add(donor);
      const original = measured.devices[donor];
      expect(cycles.reset.map(({ zeta }) => zeta)).toEqual(original.cycles.reset.map(({ zeta }) => zeta));
      const share = cycles.reset[3].sigma / original.cycles.reset[3].sigma;
      expect(share).toBeCloseTo(noise.reset / original.noise.reset, 12);
    }
    expect(donors.size).toBe(27);
  });

  it('is a valid device file, with names of its own and no roles', () => {
    const { devices, source } = parseDeviceFile(JSON.parse(JSON.stringify(drawn)), 'drawn');
    expect(devices).toHaveLength(COUNT);
    expect(devices.filter(({ role, waterMazeIndex }) => role ?? waterMazeIndex)).toEqual([]);
    expect(devices.flatMap((device) => curveFaults(device))).toEqual([]);
    expect(source).toMatch(/^4000 devices drawn with seed 1 from the distribution of 27: Portner/);
  });

  it('is the same for the same seed at any size, and differs for another seed', () => {
    const [small, again, other] = [
      drawPopulation(measured, 5, 1).devices,
      drawPopulation(measured, 5, 1).devices,
      drawPopulation(measured, 5, 2).devices,
    ];
    expect(small).toEqual(again);
    expect(small).toEqual(drawn.devices.slice(0, 5));
    expect(small[0].lowestSiemens).not.toBe(other[0].lowestSiemens);
  });

  it('is refused for fewer than three measured devices', () => {
    const two = { ...measured, devices: measured.devices.slice(0, 2) };
    expect(() => drawPopulation(two, 5, 1)).toThrow(
      'population: expected at least 3 measured devices to draw from, got 2',
    );
  });
});

describe('the copula', () => {
  it('reproduces the means in the limit, and traits that are equal in all devices', () => {
    const copula = new Copula([
      [1, 5, 0],
      [2, 5, 0],
      [4, 5, 9],
      [9, 5, 3],
    ]);
    const random = randomStream(1, 'population');
    const rows = Array.from({ length: 40_000 }, () => copula.traits(copula.draw(random)));
    // Four standard errors: a deviation of about 3 over 200.
    expect(Math.abs(mean(rows.map(([first]) => first)) - 4)).toBeLessThan(0.06);
    expect(Math.abs(mean(rows.map(([, , third]) => third)) - 3)).toBeLessThan(0.08);
    expect(rows.every(([, second]) => second === 5)).toBe(true);
  });
});
