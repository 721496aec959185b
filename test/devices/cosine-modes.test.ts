import { describe, expect, it } from 'vitest';
import { CosineModes } from '../../devices/noise-split/cosine-modes.js';
import { pinkCorrelation } from '../../devices/noise/read-noise.js';
import { dot } from '../../src/core/maths/vectors.js';

const READINGS = 23;
const modes = CosineModes.of(READINGS);

/** Expected power of a mode from the covariance of two readings, by brute force. */
function powerOf(wave: Float64Array, covariance: (i: number, j: number) => number): number {
  return wave.reduce((sum, x, i) => wave.reduce((total, y, j) => total + x * y * covariance(i, j), sum), 0);
}

/** Covariances at unit variance; of accumulating noise at unit variance of one step. */
const COVARIANCES: [string, Float64Array, (i: number, j: number) => number][] = [
  ['white', modes.power.white, (i, j) => Number(i === j)],
  ['pink', modes.power.pink, (i, j) => pinkCorrelation(Math.abs(i - j))],
  [
    'slowPink',
    modes.power.slowPink,
    (i, j) => [2, 8, 32, 128, 512].reduce((sum, reads) => sum + Math.exp(-Math.abs(i - j) / reads) / 3, 0),
  ],
  ['exponential 0.9', modes.exponentialPower(0.9), (i, j) => 0.9 ** Math.abs(i - j)],
  ['exponential −0.4', modes.exponentialPower(-0.4), (i, j) => (-0.4) ** Math.abs(i - j)],
];

describe('the cosine modes', () => {
  it.each([2, 3, 23, 64])('are orthonormal: %i readings', (readings) => {
    const { waves } = CosineModes.of(readings);
    for (const [k, wave] of waves.entries())
      for (const [j, other] of waves.entries()) expect(dot(wave, other)).toBeCloseTo(Number(j === k), 12);
  });

  it('keep the power of any readings, and give the amplitude of each wave', () => {
    const x = Float64Array.from({ length: READINGS }, (_, i) => Math.sin(i * i));
    const amplitudes = modes.amplitudes(x);
    expect(dot(amplitudes, amplitudes)).toBeCloseTo(dot(x, x), 12);
    for (const [k, wave] of modes.waves.entries()) expect(modes.amplitudes(wave)[k]).toBeCloseTo(1, 12);
  });

  it.each(COVARIANCES)('have the power that the covariance gives: %s', (_, power, covariance) => {
    for (const [k, wave] of modes.waves.entries())
      expect(power[k] / powerOf(wave, covariance)).toBeCloseTo(1, 10);
  });

  it('have the power that the covariance of a random walk gives, but for its mean', () => {
    for (const [k, wave] of modes.waves.entries()) {
      if (k === 0) expect(modes.power.accumulating[0]).toBe(0);
      else expect(modes.power.accumulating[k] / powerOf(wave, (i, j) => Math.min(i, j))).toBeCloseTo(1, 10);
    }
  });

  it('are uncorrelated in a random walk, whose matrix they therefore diagonalise', () => {
    for (let k = 1; k < READINGS; k++)
      for (let l = 1; l < k; l++) {
        const [wave, other] = [modes.waves[k], modes.waves[l]];
        const mixed = wave.reduce(
          (sum, x, i) => other.reduce((total, y, j) => total + x * y * Math.min(i, j), sum),
          0,
        );
        expect(Math.abs(mixed)).toBeLessThan(1e-10);
      }
  });

  it('are made once for each number of readings, and powers once for each memory', () => {
    expect(CosineModes.of(READINGS)).toBe(modes);
    expect(modes.exponentialPower(0.9)).toBe(modes.exponentialPower(0.9));
  });
});
