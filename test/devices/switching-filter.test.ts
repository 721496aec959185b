import { describe, expect, it } from 'vitest';
import {
  PINK,
  ROUGH_PINK,
  SwitchingFilter,
  type LevelNoise,
} from '../../devices/diagnosis/switching-filter.js';
import { orthonormal } from '../../devices/noise-split/curve-tangent.js';
import { CosineModes } from '../../devices/noise-split/cosine-modes.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { normal } from './fitting-synthetic.js';
import { matrixOf, normalLogDensity, type Matrix } from './matrices.js';

/** Variance of each free direction of the baseline, per reading. */
const FREE = 0.09;
const GAUSSIAN: LevelNoise = { white: 4e-4, pink: 9e-4, accumulating: 2e-5, height: 0, up: 0.1, down: 0.05 };

function readings(length: number, deviation = 0.03): Float64Array {
  const random = new RandomStream(`test/switching ${length}`);
  return Float64Array.from({ length }, () => deviation * normal(random));
}

/** The covariance of readings that the filter stands for. */
function covarianceOf(
  length: number,
  { white, pink, accumulating }: LevelNoise,
  baseline: readonly Float64Array[],
  processes: typeof PINK,
): Matrix {
  return matrixOf(
    length,
    (i, j) =>
      white * Number(i === j) +
      accumulating * Math.min(i, j) +
      pink *
        processes.reduce((sum, { reads, share }) => sum + share * Math.exp(-Math.abs(i - j) / reads), 0) +
      FREE * length * baseline.reduce((sum, direction) => sum + direction[i] * direction[j], 0),
  );
}

/** Logarithm of the likelihood summed over all paths of levels, and the chance that the last reading is on the upper one. */
function overAllPaths(x: Float64Array, noise: LevelNoise, covariance: Matrix) {
  const { height, up, down } = noise;
  const terms = Array.from({ length: 2 ** x.length }, (_, path) => {
    const at = (i: number) => (path >> i) & 1;
    let log = Math.log((at(0) ? up : down) / (up + down));
    for (let i = 1; i < x.length; i++) {
      const leave = at(i - 1) ? down : up;
      log += Math.log(at(i) === at(i - 1) ? 1 - leave : leave);
    }
    const levelled = x.map((value, i) => value - height * at(i));
    return { last: at(x.length - 1), likelihood: Math.exp(log + normalLogDensity(covariance, levelled)) };
  });
  const all = terms.reduce((sum, { likelihood }) => sum + likelihood, 0);
  const upper = terms.reduce((sum, { last, likelihood }) => sum + last * likelihood, 0);
  return { logLikelihood: Math.log(all), upper: upper / all };
}

describe('the switching filter without steps', () => {
  const baseline = orthonormal([
    new Float64Array(30).fill(1),
    Float64Array.from({ length: 30 }, (_, i) => i),
    Float64Array.from({ length: 30 }, (_, i) => Math.exp(-i / 9)),
  ]);

  it.each<[string, Float64Array[], typeof PINK, Partial<LevelNoise>]>([
    ['all noise over a baseline', baseline, PINK, {}],
    ['all noise without a baseline', [], ROUGH_PINK, {}],
    ['white noise only', baseline, PINK, { pink: 0, accumulating: 0 }],
    ['white and accumulating noise', baseline.slice(0, 1), [], { pink: 0 }],
    ['1/f-like noise only', [], PINK, { white: 0, accumulating: 0 }],
  ])('has the likelihood of the full covariance: %s', (_, directions, processes, differs) => {
    const noise = { ...GAUSSIAN, ...differs };
    const x = readings(30);
    const filter = new SwitchingFilter(30, directions, processes);
    const exact = normalLogDensity(covarianceOf(30, noise, directions, processes), x);
    expect(filter.logLikelihood(x, noise)).toBeCloseTo(exact, 6);
    // A call leaves nothing behind.
    filter.logLikelihood(x.toReversed(), { ...noise, height: 0.1 });
    expect(filter.logLikelihood(x, noise)).toBeCloseTo(exact, 6);
  });

  it('has the same likelihood if the two levels are hardly apart', () => {
    const filter = new SwitchingFilter(30, baseline, PINK);
    const x = readings(30);
    const near = filter.logLikelihood(x, { ...GAUSSIAN, height: 1e-9 });
    expect(near).toBeCloseTo(filter.logLikelihood(x, GAUSSIAN), 5);
  });
});

describe('the switching filter with two levels', () => {
  const levels: LevelNoise = { white: 9e-4, pink: 0, accumulating: 0, height: 0.08, up: 0.1, down: 0.25 };

  it('is the forward pass of a hidden Markov chain if only white noise is there', () => {
    const x = readings(400, 0.05).map((value, i) => value + 0.08 * (Math.floor(i / 12) % 2));
    const upper = new Float64Array(400);
    const found = new SwitchingFilter(400, [], []).logLikelihood(x, levels, upper);
    let high = 0.1 / 0.35;
    let log = 0;
    for (const [i, value] of x.entries()) {
      const prior = i === 0 ? high : high * 0.75 + (1 - high) * 0.1;
      const density = (level: number) => Math.exp((-0.5 * (value - level) ** 2) / 9e-4) / 0.03;
      const all = prior * density(0.08) + (1 - prior) * density(0);
      high = (prior * density(0.08)) / all;
      log += Math.log(all);
      expect(upper[i]).toBeCloseTo(high, 10);
    }
    expect(found).toBeCloseTo(log, 8);
  });

  it('sums over all paths: exactly with white noise, closely with slow noise, whose beliefs are merged', () => {
    const x = readings(9).map((value, i) => value + (i > 2 && i < 7 ? 0.08 : 0));
    const compare = (noise: LevelNoise, processes: typeof PINK) => {
      const upper = new Float64Array(9);
      const found = new SwitchingFilter(9, [], processes).logLikelihood(x, noise, upper);
      const exact = overAllPaths(x, noise, covarianceOf(9, noise, [], processes));
      return [found - exact.logLikelihood, upper[8] - exact.upper].map(Math.abs);
    };
    for (const error of compare(levels, [])) expect(error).toBeLessThan(1e-10);
    const slow = { ...levels, white: 2e-4, pink: 2e-4, accumulating: 1e-5 };
    for (const error of compare(slow, PINK)) expect(error).toBeLessThan(0.02);
    for (const error of compare(slow, ROUGH_PINK)) expect(error).toBeLessThan(0.02);
  });

  it('is the same seen from the other level', () => {
    const x = readings(60).map((value, i) => value + (i % 20 < 8 ? 0.08 : 0));
    const filter = new SwitchingFilter(60, [], PINK);
    const noise = { ...levels, pink: 1e-4, accumulating: 1e-6 };
    const turned = { ...noise, up: noise.down, down: noise.up };
    const [upper, lower] = [new Float64Array(60), new Float64Array(60)];
    const log = filter.logLikelihood(x, noise, upper);
    const other = filter.logLikelihood(
      x.map((value) => noise.height - value),
      turned,
      lower,
    );
    expect(log).toBeCloseTo(other, 8);
    for (const [i, chance] of upper.entries()) expect(chance + lower[i]).toBeCloseTo(1, 8);
  });

  it('neither underflows nor overflows over long traces', () => {
    const x = readings(5000, 2);
    const filter = new SwitchingFilter(5000, [], []);
    for (const white of [1e-8, 1, 1e8])
      expect(filter.logLikelihood(x, { ...levels, white })).toSatisfy(Number.isFinite);
  });
});

describe('the few processes that stand for 1/f-like noise', () => {
  it.each<[string, typeof PINK, number]>([
    ['three, within 1.2 %', PINK, 0.012],
    ['two, within 9 %', ROUGH_PINK, 0.09],
  ])('%s of the spectrum that goes on below it', (_, processes, tolerance) => {
    const modes = CosineModes.of(201);
    for (let k = 4; k < 201; k++) {
      const power = processes.reduce(
        (sum, { reads, share }) => sum + share * modes.exponentialPower(Math.exp(-1 / reads))[k],
        0,
      );
      expect(Math.abs(power / modes.power.slowPink[k] - 1), `mode ${k}`).toBeLessThan(tolerance);
    }
  });
});
