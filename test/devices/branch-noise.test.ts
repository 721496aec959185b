import { describe, expect, it } from 'vitest';
import { branchNoise, residualDeviation } from '../../devices/noise-split/branch-noise.js';
import { CosineModes, SPECTRA } from '../../devices/noise-split/cosine-modes.js';
import { curveTangent, orthonormal } from '../../devices/noise-split/curve-tangent.js';
import { meanResponse, riseAt } from '../../devices/vcm/response-curve.js';
import { dot } from '../../src/core/maths/vectors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, QUIET, type SyntheticNoise } from './fitting-synthetic.js';
import { matrixOf, product, quadratic } from './matrices.js';

const PULSES = 40;
const curve = meanResponse({ a: -0.4 / PULSES, b: 5 / PULSES }, PULSES);

function rises(cycles: number, noise: SyntheticNoise, key: string): Float64Array[] {
  const random = new RandomStream(`test/branch noise/${key}`);
  return Array.from({ length: cycles }, () => branch(curve, PULSES, noise, random));
}

describe('the noise of a branch', () => {
  const noise = branchNoise(rises(5, { white: 0.03, pink: 0.02, accumulating: 0.003 }, 'five'));

  it('is what remains about the mean over cycles, along no direction of the curve', () => {
    for (let p = 0; p <= PULSES; p++) {
      const sum = (all: readonly Float64Array[]) => all.reduce((total, one) => total + one[p], 0);
      expect(sum(noise.deviations)).toBeCloseTo(0, 12);
      expect(sum(noise.residuals)).toBeCloseTo(0, 12);
    }
    for (const residual of noise.residuals)
      for (const direction of noise.basis) expect(dot(residual, direction)).toBeCloseTo(0, 12);
  });

  it('does not see what repeats in every cycle, nor a shift, tilt or stretch of a cycle', () => {
    const all = rises(5, { ...QUIET, white: 0.02 }, 'repeats');
    const plain = branchNoise(all);
    const repeated = all.map((rise) => rise.map((x, p) => x + 0.05 * Math.sin(p)));
    // The shape of the mean decides the stretch, so only directions that do not depend on it are compared exactly.
    const shifted = all.map((rise, cycle) => rise.map((x, p) => x + 0.1 * cycle + 0.001 * cycle * cycle * p));
    const own = branchNoise(shifted);
    const centred = own.residuals.map((residual) => dot(residual, residual));
    for (const [cycle, residual] of plain.residuals.entries())
      expect(centred[cycle] / dot(residual, residual)).toBeCloseTo(1, 1);
    const about = branchNoise(repeated);
    for (const [cycle, deviation] of plain.deviations.entries())
      for (const [p, value] of deviation.entries()) expect(about.deviations[cycle][p]).toBeCloseTo(value, 12);
  });

  it.each(SPECTRA)('has the expected powers of (I − H) C (I − H): %s', (part) => {
    const { waves, power } = CosineModes.of(PULSES + 1);
    const covariance = matrixOf(PULSES + 1, (i, j) =>
      waves.reduce((sum, wave, k) => sum + power[part][k] * wave[i] * wave[j], 0),
    );
    const keep = matrixOf(PULSES + 1, (i, j) =>
      noise.basis.reduce((sum, direction) => sum - direction[i] * direction[j], Number(i === j)),
    );
    const left = product(product(keep, covariance), keep);
    const { modes, expected, freedom } = noise.spectrum;
    for (const [at, k] of modes.entries()) {
      expect(expected[part][at] / quadratic(left, waves[k])).toBeCloseTo(1, 8);
      if (part === 'white') expect(freedom[at]).toBeCloseTo(4 * quadratic(keep, waves[k]), 8);
    }
  });

  it('leaves out the modes that the curve takes', () => {
    const { modes } = noise.spectrum;
    expect(modes).not.toContain(0);
    expect(modes.length).toBeLessThan(PULSES + 1);
    expect(modes.length).toBeGreaterThanOrEqual(PULSES + 1 - noise.basis.length);
  });

  it.each<[string, SyntheticNoise]>([
    ['white', { ...QUIET, white: 0.03 }],
    ['1/f-like', { ...QUIET, pink: 0.03 }],
    ['accumulating', { ...QUIET, accumulating: 0.003 }],
  ])('has, on average, the powers that are expected of %s noise', (name, of) => {
    const variances = { white: of.white ** 2, pink: of.pink ** 2, accumulating: of.accumulating ** 2 };
    let [seen, told, weights] = [0, 0, 0];
    for (let device = 0; device < 60; device++) {
      const { modes, power, freedom, expected } = branchNoise(rises(6, of, `${name} ${device}`)).spectrum;
      for (const k of modes.keys()) {
        const own =
          variances.white * expected.white[k] +
          variances.pink * expected.pink[k] +
          variances.accumulating * expected.accumulating[k];
        seen += (freedom[k] * power[k]) / own;
        told += freedom[k];
        weights += 2 * freedom[k];
      }
    }
    // Three standard deviations of a χ² with so many degrees of freedom; 1/f-like modes are not quite independent.
    expect(Math.abs(seen / told - 1)).toBeLessThan(
      (3 * Math.sqrt(weights)) / told + (name === '1/f-like' ? 0.01 : 0),
    );
  });

  it('has a deviation that is corrected for what mean and curve take', () => {
    const squares = Array.from({ length: 40 }, (_, device) =>
      residualDeviation(branchNoise(rises(3, { ...QUIET, white: 0.03 }, `deviation ${device}`))),
    ).reduce((sum, deviation) => sum + deviation ** 2 / 40, 0);
    expect(squares / 0.03 ** 2).toBeCloseTo(1, 1);
  });

  it('of one cycle is about the fitted curve, and only of modes that no curve has', () => {
    const [rise] = rises(1, { ...QUIET, white: 0.01 }, 'one');
    const { fitted, deviations, spectrum, cycles } = branchNoise([rise]);
    expect(cycles).toBe(1);
    for (const [p, value] of deviations[0].entries()) {
      expect(value).toBeCloseTo(rise[p] - fitted[p], 12);
      expect(Math.abs(fitted[p] - riseAt(curve, p))).toBeLessThan(0.03);
    }
    expect(Math.min(...spectrum.modes)).toBeGreaterThanOrEqual(Math.ceil((PULSES + 1) / 12));
    expect(Math.max(...spectrum.freedom)).toBeLessThanOrEqual(1);
  });
});

describe('the directions of the curve', () => {
  it('are orthonormal, and hold shift, tilt, exponential, the mean curve and its slope', () => {
    const mean = Float64Array.from({ length: PULSES + 1 }, (_, p) => riseAt(curve, p));
    const basis = curveTangent(mean, 5 / PULSES);
    for (const [k, direction] of basis.entries())
      for (const [j, other] of basis.entries())
        expect(dot(direction, other)).toBeCloseTo(Number(k === j), 10);
    const outside = (of: (p: number) => number) => {
      const x = mean.map((_, p) => of(p));
      return dot(x, x) - basis.reduce((sum, direction) => sum + dot(x, direction) ** 2, 0);
    };
    for (const of of [() => 1, (p: number) => p, (p: number) => Math.exp((-5 * p) / PULSES)])
      expect(outside(of)).toBeCloseTo(0, 8);
    expect(outside((p) => mean[p])).toBeLessThan(1e-5);
  });

  it('are fewer where one depends on others', () => {
    const line = Float64Array.of(1, 2, 3, 4);
    const basis = orthonormal([line, line.map((x) => 2 * x), new Float64Array(4), line.map((x) => x * x)]);
    expect(basis.length).toBe(2);
  });
});
