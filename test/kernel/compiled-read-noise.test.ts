import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { pinkCorrelation } from '../../devices/noise/read-noise.js';
import type { NoiseChoice } from '../../src/experiment/noise-choice.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { CompiledCondition } from '../../src/kernel/compiled-condition.js';

const SEEDS = 8;
const READINGS = 20_000;

/**
 * Readings of the two actors of the T-maze's start, in weights, where nothing is learned: one product of the actors and
 * one of the critic an episode, so that two readings of a device are two readings of the array apart.
 */
function readings(noise: NoiseChoice, seed: number): Float64Array[] {
  const conditions = [{ bank: 'mean', noise, threshold: 1 }];
  const experiment = parseExperiment({ environment: 't-maze', stepLimit: 1, conditions });
  const condition = new CompiledCondition(experiment, 0, shippedDevices().devices, 1);
  const columns = [new Float64Array(READINGS), new Float64Array(READINGS)];
  const [moves, truncated] = [new Int32Array(1), new Uint8Array(1)];
  condition.begin(seed);
  for (let i = 0; i < READINGS; i++) {
    condition.advance(moves, truncated);
    condition.preferences().forEach((sum, action) => (columns[action][i] = sum));
  }
  return columns;
}

function covariance(one: Float64Array, other: Float64Array, lag = 0): number {
  let sum = 0;
  for (let i = 0; i + lag < one.length; i++) sum += one[i] * other[i + lag];
  return sum / (one.length - lag);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('read noise in the compiled loop', () => {
  // 16 columns of 20 000 readings, correlated over some 20: a standard error of 0.6 % of the variance.
  it('has the autocovariance of the 1/f-like part at even lags 0 to 32', () => {
    const size = 0.1;
    const columns = Array.from({ length: SEEDS }, (_, seed) =>
      readings({ read: { pink: size } }, seed),
    ).flat();
    for (let lag = 0; lag <= 16; lag++) {
      const found = mean(columns.map((column) => covariance(column, column, lag))) / size ** 2;
      expect(Math.abs(found - pinkCorrelation(2 * lag)), `lag ${2 * lag}`).toBeLessThan(0.03);
    }
  });

  it('has a white part without memory', () => {
    const size = 0.1;
    const [column] = readings({ read: { white: size } }, 1);
    expect(Math.abs(covariance(column, column) / size ** 2 - 1)).toBeLessThan(0.04);
    for (const lag of [1, 2, 5])
      expect(Math.abs(covariance(column, column, lag)) / size ** 2).toBeLessThan(0.03);
  });

  it('is independent from device to device', () => {
    const [one, other] = readings({ read: { white: 0.05, pink: 0.05 } }, 2);
    const deviation = Math.sqrt(covariance(one, one) * covariance(other, other));
    expect(Math.abs(covariance(one, other)) / deviation).toBeLessThan(0.08);
  });
});
