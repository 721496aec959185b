import { describe, expect, it } from 'vitest';
import { windowReadings, type WindowReadings } from '../../devices/fitting/mean-errors.js';
import { fitMean } from '../../devices/fitting/mean-fit.js';
import { meanGradient, meanValues } from '../../devices/fitting/mean-model.js';
import { meanResponse, type MeanCurve, type Polarity } from '../../devices/vcm/response-curve.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { studentQuantile } from '../../src/core/student-quantile.js';
import { branch, QUIET, type SyntheticNoise } from './fitting-synthetic.js';

const PULSES = 40;
const TRUTH = { set: { a: -0.015, b: 0.12 }, reset: { a: -0.02, b: 0.1 } };
const POLARITIES = ['set', 'reset'] as const;

type Rises = Record<Polarity, Float64Array[]>;

/** Rises of one device, in units of the window that its own readings give. */
function measuredRises(cycles: number, noise: SyntheticNoise, differs: number, random: RandomStream): Rises {
  const of = (polarity: Polarity) =>
    Array.from({ length: cycles }, () => {
      const { a, b } = TRUTH[polarity];
      const curve = { a, b: b * (1 + differs * (random.uniform() - 0.5)) };
      return branch(meanResponse(curve, PULSES), PULSES, noise, random);
    });
  const [set, falls] = [of('set'), of('reset').map((rise) => rise.map((x) => 1 - x))];
  const meanAt = (index: number) => set.reduce((sum, rise) => sum + rise.at(index)! / cycles, 0);
  const [low, high] = [meanAt(0), meanAt(-1)];
  return {
    set: set.map((rise) => rise.map((x) => (x - low) / (high - low))),
    reset: falls.map((rise) => rise.map((w) => (high - w) / (high - low))),
  };
}

type Interval = 'independent' | 'byCycle';

/** Share of devices whose 95 % intervals of a and b, SET and RESET, hold the truth. */
function coverage(
  cycles: number,
  noise: SyntheticNoise,
  differs: number,
  windowOf: (rises: Rises, polarity: Polarity) => WindowReadings | undefined,
): Record<Interval, number> {
  const random = new RandomStream(`test/mean errors/${cycles}/${JSON.stringify(noise)}/${differs}`);
  const truth = differs === 0 ? TRUTH : curvesOf(measuredRises(2000, QUIET, differs, random));
  const held = { independent: 0, byCycle: 0 };
  const devices = 120;
  for (let device = 0; device < devices; device++) {
    const rises = measuredRises(cycles, noise, differs, random);
    for (const polarity of POLARITIES) {
      const { curve, standardErrors } = fitMean(rises[polarity], windowOf(rises, polarity));
      for (const name of ['a', 'b'] as const) {
        const away = Math.abs(curve[name] - truth[polarity][name]);
        const within = (error: number) => Number(away < error) / (4 * devices);
        held.independent += within(1.96 * standardErrors![name]);
        if (standardErrors!.byCycle)
          held.byCycle += within(studentQuantile(cycles - 1) * standardErrors!.byCycle[name]);
      }
    }
  }
  return held;
}

function curvesOf(rises: Rises): Record<Polarity, MeanCurve> {
  return { set: fitMean(rises.set).curve, reset: fitMean(rises.reset).curve };
}

const measuredWindow = ({ set }: Rises, polarity: Polarity) => windowReadings(set, polarity);

describe('standard errors of a and b', () => {
  const white = { ...QUIET, white: 0.01 };
  const walk = { ...QUIET, white: 0.005, accumulating: 0.005 };

  it.each<[string, number, SyntheticNoise, number, Interval[]]>([
    ['white noise, one cycle', 1, white, 0, ['independent']],
    ['white noise, three cycles', 3, white, 0, ['independent', 'byCycle']],
    ['white noise, ten cycles', 10, white, 0, ['independent', 'byCycle']],
    ['accumulating noise, four cycles', 4, walk, 0, ['byCycle']],
    ['cycles of different shape', 5, white, 0.4, ['byCycle']],
  ])('hold for %s', (_, cycles, noise, differs, intervals) => {
    const held = coverage(cycles, noise, differs, measuredWindow);
    for (const interval of intervals) {
      expect(held[interval], interval).toBeGreaterThan(0.91);
      expect(held[interval], interval).toBeLessThan(0.985);
    }
  });

  it('would be far too small without the error of the window’s ends', () => {
    const held = coverage(5, white, 0, () => undefined);
    expect(held.independent).toBeLessThan(0.6);
    expect(held.byCycle).toBeLessThan(0.7);
  });
});

describe('the gradient of the mean model', () => {
  it('is the slope of its values', () => {
    const { a, b } = TRUTH.set;
    const [overA, overB] = meanGradient(TRUTH.set, PULSES);
    const step = 1e-6;
    const slope = (from: MeanCurve, to: MeanCurve, p: number) =>
      (meanValues(to, PULSES)[p] - meanValues(from, PULSES)[p]) / (2 * step);
    for (const p of [0, 1, 7, 39, 40]) {
      expect(overA[p]).toBeCloseTo(slope({ a: a - step, b }, { a: a + step, b }, p), 5);
      expect(overB[p]).toBeCloseTo(slope({ a, b: b - step }, { a, b: b + step }, p), 5);
    }
  });
});
