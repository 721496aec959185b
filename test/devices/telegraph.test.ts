import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { fitTwoLevels } from '../../devices/diagnosis/fit-two-levels.js';
import { TwoLevelSmoother } from '../../devices/diagnosis/two-level-smoother.js';
import { gaussianLogLikelihood } from '../../devices/diagnosis/two-levels.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { normal, QUIET } from './fitting-synthetic.js';
import { smoothNoises, STEPPED, stepsFound } from './steps-found.js';
import { noisyDevice } from './telegraph-synthetic.js';

const levels = { height: 0.1, up: 0.1, down: 0.05, variance: [0.001] };

describe('two levels', () => {
  it('have the likelihood of the sum over all paths', () => {
    const random = new RandomStream('test/smoother');
    const residual = Float64Array.from({ length: 7 }, () => 0.06 * normal(random));
    const baseline = residual.map(() => -0.04);
    const smoother = new TwoLevelSmoother(7);
    smoother.smooth(residual, baseline, levels, 0);
    const chance = (path: number) => {
      const at = (i: number) => (path >> i) & 1;
      let product = at(0) ? 2 / 3 : 1 / 3;
      for (let i = 0; i < 7; i++) {
        if (i > 0) product *= [0.9, 0.1, 0.05, 0.95][2 * at(i - 1) + at(i)];
        const away = residual[i] + 0.04 - 0.1 * at(i);
        product *= Math.exp((-away * away) / 0.002) / Math.sqrt(0.001);
      }
      return product;
    };
    const paths = Array.from({ length: 128 }, (_, path) => path);
    const all = paths.reduce((sum, path) => sum + chance(path), 0);
    expect(smoother.sums[0]).toBeCloseTo(Math.log(all), 10);
    for (let i = 0; i < 7; i++) {
      const upper = paths.filter((path) => (path >> i) & 1).reduce((sum, path) => sum + chance(path), 0);
      expect(smoother.upper[i]).toBeCloseTo(upper / all, 10);
    }
    const steps = (from: number, to: number) =>
      paths.reduce((sum, path) => {
        let n = 0;
        for (let i = 1; i < 7; i++) n += Number(((path >> (i - 1)) & 1) === from && ((path >> i) & 1) === to);
        return sum + (n * chance(path)) / all;
      }, 0);
    expect(smoother.sums[1]).toBeCloseTo(steps(0, 1), 10);
    expect(smoother.sums[2]).toBeCloseTo(steps(1, 0), 10);
  });

  it('have a Gaussian likelihood: that of the full covariance of white noise and an exponential memory', () => {
    const traces = { residuals: [Float64Array.of(0.03, -0.05)], groups: [0], bases: [[]] };
    const spread = (0.01 * 2) / 9;
    const [own, shared] = [spread + 0.001, 0.85 * spread];
    const determinant = own * own - shared * shared;
    const square = (own * (0.03 ** 2 + 0.05 ** 2) + 2 * shared * 0.03 * 0.05) / determinant;
    expect(gaussianLogLikelihood(traces, levels)).toBeCloseTo(-0.5 * (Math.log(determinant) + square), 10);
  });

  it('scale with the unit', () => {
    const random = new RandomStream('test/scale');
    const residual = Float64Array.from(
      { length: 120 },
      (_, i) => (Math.floor(i / 12) % 2) + 0.3 * normal(random),
    );
    const mean = residual.reduce((sum, x) => sum + x, 0) / 120;
    const centred = residual.map((x) => x - mean);
    const bases = [[new Float64Array(120).fill(1 / Math.sqrt(120))]];
    const one = fitTwoLevels({ residuals: [centred], groups: [0], bases }).levels;
    expect(Math.abs(one.height - 1)).toBeLessThan(0.15);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (unit) => {
        const residuals = [centred.map((x) => unit * x)];
        const scaled = fitTwoLevels({ residuals, groups: [0], bases }).levels;
        expect(scaled.height / unit).toBeCloseTo(one.height, 6);
        expect(scaled.up).toBeCloseTo(one.up, 6);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the telegraph test', () => {
  // test/deep takes larger devices, and more of them.
  const SMALL = { pulses: 50, cycles: 5 };

  it.each(smoothNoises)('raises few false alarms in %s noise', (name, noise) => {
    expect(stepsFound(4, SMALL, noise, name)).toBe(0);
  });

  it('finds steps of three times the white noise', () => {
    expect(stepsFound(2, SMALL, STEPPED, 'steps', { height: 0.1, dwell: 12 })).toBe(2);
  });
});

describe('the steps that are found', () => {
  it('have the height and the dwells that were put in', () => {
    const telegraph = { height: 0.1, dwell: 12 };
    const noise = { ...QUIET, white: 0.03 };
    const measured = noisyDevice(
      { pulses: 200, cycles: 6 },
      noise,
      new RandomStream('test/height'),
      telegraph,
    );
    const fit = fitDevices([measured]).devices[0];
    const window = (fit.highestSiemens - fit.lowestSiemens) / 2e-5;
    const { steps, telegraph: test } = diagnoseNoise(measured, fit);
    expect(test.found).toBe(true);
    expect(Math.abs(steps!.height.value * window - 0.1)).toBeLessThan(0.006);
    const [low, high] = steps!.height.interval!;
    expect(low).toBeLessThan(steps!.height.value);
    expect(high).toBeGreaterThan(steps!.height.value);
    expect(high - low).toBeLessThan(0.03);
    // About 100 visits to each level: 10 % standard error, and short visits are missed.
    for (const { value } of [steps!.lowDwell, steps!.highDwell]) {
      expect(value).toBeGreaterThan(12 * 0.65);
      expect(value).toBeLessThan(12 * 1.35);
    }
    expect(Math.abs(steps!.count / 200 - 1)).toBeLessThan(0.25);
  }, 120_000);
});
