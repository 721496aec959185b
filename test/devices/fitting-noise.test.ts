import { describe, expect, it } from 'vitest';
import { characterisation, type Characterisation } from '../../devices/fitting/characterisation.js';
import { CycleGrid } from '../../devices/fitting/cycle-grid.js';
import { detrendedVariogram, type DetrendedVariogram } from '../../devices/fitting/detrended-variogram.js';
import { exponentialModel, noiseModels, NOISE_PARTS } from '../../devices/fitting/noise-parts.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { splitNoise } from '../../devices/fitting/split-noise.js';
import { studentWidening } from '../../devices/fitting/bootstrap-interval.js';
import { meanResponse, type ResponseCurve } from '../../devices/vcm/response-curve.js';
import { UsageError } from '../../src/core/errors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, normal, QUIET, siemens, type SyntheticNoise } from './fitting-synthetic.js';

const PULSES = 200;
const CYCLES = 10;
const DEVICES = 40;
const grid = new CycleGrid(PULSES);

/** Variograms of one synthetic device, whose cycles differ. */
function device(noise: SyntheticNoise, random: RandomStream): DetrendedVariogram[] {
  return Array.from({ length: CYCLES }, () => {
    const zeta = 0.02 + 0.02 * random.uniform();
    const curve = { alpha: 0.6 + 0.08 * normal(random), beta: 0.002, gamma: 0.6, zeta };
    const x = branch(curve, PULSES, noise, random);
    return detrendedVariogram(x, grid.fit(x));
  });
}

describe('the split of the noise', () => {
  const cases: SyntheticNoise[] = [
    { white: 0.048, pink: 0.0575, accumulating: 0.0057 },
    { white: 0.048, pink: 0.0575, accumulating: 0 },
    { white: 0.06, pink: 0, accumulating: 0.01 },
    { white: 0.05, pink: 0.02, accumulating: 0.004 },
  ];

  it.each(cases)('recovers white $white, pink $pink, accumulating $accumulating', (noise) => {
    const random = new RandomStream(`test/split noise ${JSON.stringify(noise)}`);
    const devices = Array.from({ length: DEVICES }, () => device(noise, random));
    const pooled = splitNoise(devices.flat(), new RandomStream('test/pooled'));
    const readLike = Math.hypot(noise.white, noise.pink);
    // At least four standard deviations of the estimates from 40 devices. Variances add, so a tolerance on a variance also suits a part that is 0.
    expect(Math.abs(pooled.white ** 2 - noise.white ** 2)).toBeLessThan(0.04 * readLike ** 2);
    expect(Math.abs(pooled.pink ** 2 - noise.pink ** 2)).toBeLessThan(0.08 * readLike ** 2);
    expect(Math.abs(pooled.readLike ** 2 - readLike ** 2)).toBeLessThan(0.06 * readLike ** 2);
    expect(Math.abs(pooled.accumulating ** 2 - noise.accumulating ** 2)).toBeLessThan(0.006 ** 2);

    const truth = { ...noise, readLike };
    const splits = devices.map((cycles, k) => splitNoise(cycles, new RandomStream(`test/bootstrap ${k}`)));
    for (const part of [...NOISE_PARTS, 'readLike'] as const) {
      const covered = splits.filter(({ intervals }) => {
        const [low, high] = intervals![part];
        return low <= truth[part] && truth[part] <= high;
      });
      // Of 95 % intervals at 40 devices, fewer than 33 would cover in 1 of 1000 cases.
      expect(covered.length).toBeGreaterThanOrEqual(33);
    }
  });

  it('keeps the estimate within its interval, and every interval from zero up', () => {
    const random = new RandomStream('test/inside');
    const split = splitNoise(device({ ...QUIET, white: 0.05 }, random), random);
    for (const part of [...NOISE_PARTS, 'readLike'] as const) {
      const [low, high] = split.intervals![part];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(split[part]).toBeGreaterThanOrEqual(low);
      expect(split[part]).toBeLessThanOrEqual(high);
    }
  });

  it('gives no interval for a few cycles, and zeros without any noise', () => {
    const random = new RandomStream('test/few');
    expect(
      splitNoise(device({ ...QUIET, white: 0.05 }, random).slice(0, 3), random).intervals,
    ).toBeUndefined();
    const none = { observed: new Float64Array(3), expected: [1, 2, 3].map((x) => Float64Array.of(x, x, x)) };
    expect(splitNoise([none, none, none, none], random)).toEqual({
      white: 0,
      pink: 0,
      accumulating: 0,
      readLike: 0,
    });
  });
});

describe('the parts of the noise', () => {
  const models = Object.entries({ ...noiseModels, telegraph: exponentialModel(0.8) });
  it.each(models)('multiply as their covariance says: %s', (_, { covariance, times }) => {
    const random = new RandomStream('test/parts');
    const q = Float64Array.from({ length: 17 }, () => normal(random));
    for (const [i, value] of times(q).entries()) {
      expect(value).toBeCloseTo(
        q.reduce((sum, x, j) => sum + covariance(i, j) * x, 0),
        12,
      );
    }
  });
});

describe('the expected variogram', () => {
  it('is what (I − H) C (I − H) gives, term by term', () => {
    // A straight line: H is known in closed form, 1/n + centred products.
    const pulses = 8;
    const n = pulses + 1;
    const line = { alpha: 0, beta: 0.1, gamma: 0, zeta: 0.1 };
    const x = Float64Array.from({ length: n }, (_, p) => 0.1 * p + (p % 2) * 0.01);
    const { observed, expected } = detrendedVariogram(x, line);
    expect(observed[0]).toBeCloseTo(0.01 ** 2, 12);
    const keep = (i: number, j: number) => Number(i === j) - 1 / n - ((i - 4) * (j - 4)) / 60;
    for (const [part, values] of expected.entries()) {
      const { covariance } = noiseModels[NOISE_PARTS[part]];
      const left = (i: number, j: number) => {
        let sum = 0;
        for (let k = 0; k < n; k++)
          for (let l = 0; l < n; l++) sum += keep(i, k) * covariance(k, l) * keep(l, j);
        return sum;
      };
      let mean = 0;
      for (let i = 0; i < pulses; i++)
        mean += (left(i, i) + left(i + 1, i + 1) - 2 * left(i, i + 1)) / pulses;
      expect(values[0]).toBeCloseTo(mean, 10);
    }
  });
});

describe('the widening of small samples', () => {
  it.each([
    [2, 12.706204736],
    [3, 4.30265273],
    [4, 3.182446305],
    [5, 2.776445105],
    [10, 2.262157163],
    [27, 2.055529439],
    [1001, 1.962339081],
  ])('follows Student for %i units', (units, quantile) => {
    const exact = (quantile / 1.959963985) * Math.sqrt(units / (units - 1));
    expect(studentWidening(units) / exact).toBeCloseTo(1, 9);
  });
});

describe('a branch and its signal', () => {
  const cycle = meanResponse({ a: -0.004, b: 0.05 }, PULSES);
  const level = { ...cycle, beta: 0, gamma: 0 };
  /** A device whose SET and RESET are curves with white noise. */
  function measured(set: ResponseCurve, reset: ResponseCurve, white: number): Characterisation {
    const random = new RandomStream('test/signal');
    const branches = (curve: ResponseCurve) =>
      Array.from({ length: 4 }, () => branch(curve, PULSES, { ...QUIET, white }, random));
    return characterisation(
      {
        device: 'D',
        set: branches(set).map(siemens),
        reset: branches(reset).map((rises) => siemens(rises.map((x) => 1 - x))),
      },
      'd.json',
    );
  }

  it('is fitted without a note if the signal is clear', () => {
    expect(fitDevices([measured(cycle, cycle, 0.1)]).notes).toEqual([]);
  });

  it('is fitted with a note if its ends differ by a few standard errors', () => {
    const { notes } = fitDevices([measured(cycle, cycle, 0.35)]);
    for (const [i, polarity] of ['SET', 'RESET'].entries())
      expect(notes[i]).toMatch(
        new RegExp(
          `^D: ${polarity}: its ends differ by only \\d\\.\\d standard errors, .* only to ±\\d\\d %$`,
        ),
      );
  });

  it('is refused if it is only noise about a constant', () => {
    expect(() => fitDevices([measured(level, level, 0.05)])).toThrow(UsageError);
    expect(() => fitDevices([measured(level, level, 0.05)])).toThrow(
      /^D: SET: the ends of the branch differ by [012]\.\d standard errors: expected at least 3, else the window is only noise$/,
    );
    expect(() => fitDevices([measured(cycle, level, 0.05)])).toThrow(
      /^D: RESET: the ends of the branch differ by/,
    );
  });

  it('is refused if one of its cycles goes against the direction of its pulses', () => {
    const clear = measured(cycle, cycle, 0.01);
    clear.reset[2].sort();
    expect(() => fitDevices([clear])).toThrow(
      /^D: RESET cycle 2: a constant fits better than any curve .* leave this cycle out$/,
    );
  });
});
