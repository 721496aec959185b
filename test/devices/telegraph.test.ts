import { describe, expect, it } from 'vitest';
import { stepsIn, withoutSteps } from '../../devices/diagnosis/decode-levels.js';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { LevelDecoder } from '../../devices/diagnosis/level-decoder.js';
import { levelEstimates } from '../../devices/diagnosis/level-intervals.js';
import { chanceOf, logitOf, MINIMUM_DWELL } from '../../devices/diagnosis/level-search.js';
import type { LevelNoise } from '../../devices/diagnosis/switching-filter.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { normal, QUIET } from './fitting-synthetic.js';
import { inMeasuredWindow } from './known-kinds.js';
import { expectLevels } from './levels-found.js';
import { smoothNoises, STEPPED, stepsFound } from './steps-found.js';
import { noisyDevice } from './telegraph-synthetic.js';

const SMALL = { pulses: 50, cycles: 5 };
const LEVELS: LevelNoise = { white: 4e-4, pink: 0, accumulating: 0, height: 0.1, up: 0.05, down: 0.1 };

describe('the decoder of levels', () => {
  const random = new RandomStream('test/decoder');
  const truth = Array.from({ length: 200 }, (_, i) => Number(i % 40 >= 25));
  const trace = Float64Array.from(truth, (level) => 0.1 * level + 0.02 * normal(random));

  it('tells the level of each reading', () => {
    const upper = new LevelDecoder(200, []).upper(trace, LEVELS);
    const wrong = truth.filter((level, i) => Number(upper[i] > 0.5) !== level);
    expect(wrong.length).toBeLessThanOrEqual(1);
    for (const chance of upper) expect(chance).toBeGreaterThanOrEqual(0);
    for (const chance of upper) expect(chance).toBeLessThanOrEqual(1);
  });

  it('has the chances of a smoother if only white noise is there: forward and backward passes by brute force', () => {
    const short = trace.slice(18, 33);
    const upper = new LevelDecoder(15, []).upper(short, LEVELS);
    let [all, chances] = [0, new Float64Array(15)];
    for (let path = 0; path < 2 ** 15; path++) {
      const at = (i: number) => (path >> i) & 1;
      let likelihood = at(0) ? 1 / 3 : 2 / 3;
      for (let i = 0; i < 15; i++) {
        if (i > 0) likelihood *= [0.95, 0.05, 0.1, 0.9][2 * at(i - 1) + at(i)];
        likelihood *= Math.exp((-0.5 * (short[i] - 0.1 * at(i)) ** 2) / 4e-4);
      }
      all += likelihood;
      chances = chances.map((chance, i) => chance + likelihood * at(i));
    }
    for (const [i, chance] of upper.entries()) expect(chance).toBeCloseTo(chances[i] / all, 8);
  });

  it('decodes a trace backwards as it does forwards', () => {
    const decoder = new LevelDecoder(200, []);
    const noise = { ...LEVELS, pink: 1e-4, accumulating: 1e-6 };
    const turned = decoder.upper(trace.toReversed(), noise).reverse();
    const wrong = [...decoder.upper(trace, noise)].filter((chance, i) => chance > 0.5 !== turned[i] > 0.5);
    expect(wrong.length).toBeLessThanOrEqual(2);
  });

  it('takes steps out, upwards for SET and downwards for RESET, and counts them', () => {
    const upper = [Float64Array.of(0, 1, 1, 0), Float64Array.of(1, 1, 1, 1)];
    const rises = [Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 2, 3, 4)];
    const cleaned = (upward: 1 | -1) => withoutSteps(rises, { noise: LEVELS, upper }, upward);
    for (const [p, expected] of [1, 1.9, 2.9, 4].entries())
      expect(cleaned(1)[0][p]).toBeCloseTo(expected, 12);
    for (const [p, expected] of [1.1, 2.1, 3.1, 4.1].entries())
      expect(cleaned(-1)[1][p]).toBeCloseTo(expected, 12);
    expect(stepsIn({ upper })).toBe(2);
  });
});

describe('the intervals of levels', () => {
  /** Half width in standard errors. */
  const WIDE = 1.22 * 1.959963985;

  it('are 1.22 times those of the curvature on scales of logarithms and of chances', () => {
    const centre = [Math.log(0.1), logitOf(0.05), logitOf(0.1)];
    const deviations = [0.03, 0.2, 0.25];
    const estimates = levelEstimates(LEVELS, ({ height, up, down }) => {
      const x = [Math.log(height), logitOf(up), logitOf(down)];
      return -x.reduce((sum, value, k) => sum + 0.5 * ((value - centre[k]) / deviations[k]) ** 2, 0);
    });
    expect(estimates.height.value).toBeCloseTo(0.1, 12);
    expect(estimates.height.interval![0]).toBeCloseTo(0.1 * Math.exp(-WIDE * 0.03), 6);
    expect(estimates.height.interval![1]).toBeCloseTo(0.1 * Math.exp(WIDE * 0.03), 6);
    expect(estimates.lowDwell.value).toBeCloseTo(20, 8);
    expect(estimates.highDwell.value).toBeCloseTo(10, 8);
    const [low, high] = estimates.lowDwell.interval!;
    expect(low).toBeCloseTo(1 / chanceOf(centre[1] - WIDE * 0.2), 5);
    expect(high).toBeCloseTo(1 / chanceOf(centre[1] + WIDE * 0.2), 5);
    expect(low).toBeLessThan(20);
    expect(high).toBeGreaterThan(20);
  });

  it('are absent where the likelihood has no top', () => {
    for (const of of [() => 0, ({ height }: LevelNoise) => Math.log(height) ** 2])
      expect(levelEstimates(LEVELS, of).height).toEqual({ value: expect.closeTo(0.1, 10) as number });
  });

  it('stand for chances that no level is shorter than three readings', () => {
    expect(MINIMUM_DWELL).toBe(3);
    for (const chance of [0.001, 0.05, 0.2, 0.33]) expect(chanceOf(logitOf(chance))).toBeCloseTo(chance, 10);
    expect(chanceOf(-50)).toBeLessThanOrEqual(1 / 3);
    expect(logitOf(0.9)).toSatisfy(Number.isFinite);
  });
});

describe('telegraph noise', () => {
  // test/deep takes all of them, in larger devices and more of these.
  it.each(smoothNoises.slice(-2))('is not found in %s noise', (name, noise) => {
    expect(stepsFound(2, SMALL, noise, name)).toBe(0);
  });

  it('is found in steps of five times the white noise, and stands in the fitted device', () => {
    const random = new RandomStream('test/telegraph/steps/0');
    const size = { pulses: 100, cycles: 6 };
    const measured = noisyDevice(size, STEPPED, random, { height: 0.15, dwell: 12 });
    const { devices, notes } = fitDevices([measured]);
    const [{ noise }] = devices;
    for (const polarity of ['set', 'reset'] as const) {
      const { height, lowDwell, highDwell } = noise.telegraph![polarity]!;
      expect(height).toBeGreaterThan(0.11);
      expect(height).toBeLessThan(0.16);
      for (const dwell of [lowDwell, highDwell]) expect(Math.abs(Math.log(dwell / 12))).toBeLessThan(0.6);
      expect(noise.intervals!.accumulating[polarity][0]).toBe(0);
    }
    expect(
      notes.filter((note) => /^D: telegraph noise in (SET|RESET): steps of 1\d\.\d %/.test(note)).length,
    ).toBe(2);
  });

  it('is not found in outliers, which have no memory', () => {
    const random = new RandomStream('test/outliers');
    const measured = noisyDevice({ pulses: 100, cycles: 6 }, { ...QUIET, white: 0.02 }, random);
    for (const branch of [...measured.set, ...measured.reset])
      for (let p = 0; p < branch.length; p++) if (random.uniform() < 0.04) branch[p] += 0.15 * 2e-5;
    const { branches } = diagnoseNoise(measured);
    expect(Object.values(branches).some(({ telegraph }) => telegraph.found)).toBe(false);
  });

  // test/deep takes dwells of 5 and 200.
  it('is found, and does not count as accumulating: dwell 50', () => expectLevels(50));

  it('is found in RESET, where a step up is a fall of the rise, with unequal levels', () => {
    const random = new RandomStream('test/reset steps');
    const size = { pulses: 200, cycles: 5 };
    const noise = { ...QUIET, white: 0.01 };
    const telegraph = { height: 0.08, dwell: 8, highDwell: 30, only: 'reset' as const };
    const diagnosis = diagnoseNoise({ ...noisyDevice(size, noise, random, telegraph), set: [] });
    const { lowDwell, highDwell, height } = diagnosis.branches.reset!.telegraph.found!;
    expect(Math.abs(height.value / Math.sqrt(inMeasuredWindow(0.08, diagnosis)) - 1)).toBeLessThan(0.06);
    expect(Math.abs(Math.log(lowDwell.value / 8))).toBeLessThan(0.5);
    expect(Math.abs(Math.log(highDwell.value / 30))).toBeLessThan(0.5);
    expect(highDwell.value).toBeGreaterThan(2 * lowDwell.value);
  });
});
