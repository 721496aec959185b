import { describe, expect, it } from 'vitest';
import { pinkCorrelation, ReadNoise } from '../../devices/noise/read-noise.js';
import { RandomStream } from '../../src/core/random-stream.js';

/** Correlation of one device's readings, `lag` reads apart. */
function correlation(readings: Float64Array, lag: number): number {
  let product = 0;
  let square = 0;
  for (let i = lag; i < readings.length; i++) {
    product += readings[i] * readings[i - lag];
    square += readings[i] * readings[i];
  }
  return product / square;
}

describe('read noise', () => {
  const READS = 400_000;
  const white = 1e-6;
  const pink = 0.5e-6;
  const noise = new ReadNoise(Float64Array.of(white), Float64Array.of(pink), new RandomStream('read'));
  const look = (at: ReadNoise) => {
    const seen = new Float64Array(1);
    at.read(Uint32Array.of(0), seen, 1);
    return seen[0];
  };
  const readings = Float64Array.from({ length: READS }, () => look(noise));

  it('has the variance of both parts and the correlation of the pink one', () => {
    const variance = readings.reduce((sum, x) => sum + x * x, 0) / READS;
    expect(variance / (white ** 2 + pink ** 2)).toBeCloseTo(1, 1.5);
    for (const lag of [1, 4, 16]) {
      const expected = (pink ** 2 * pinkCorrelation(lag)) / (white ** 2 + pink ** 2);
      expect(Math.abs(correlation(readings, lag) - expected)).toBeLessThan(0.015);
    }
  });

  it('holds still within one read but for the white part, and forgets what is long ago', () => {
    const calm = new ReadNoise(new Float64Array(2), Float64Array.of(pink, pink), new RandomStream('read'));
    const twice = new Float64Array(2);
    calm.read(Uint32Array.of(0, 0), twice, 2);
    expect(twice[0]).not.toBe(0);
    expect(twice[1]).toBe(twice[0]);
    const seldom = Float64Array.from({ length: 2000 }, () => {
      for (let i = 0; i < 300; i++) calm.read(Uint32Array.of(1), twice, 1);
      return look(calm);
    });
    expect(Math.abs(correlation(seldom, 1))).toBeLessThan(0.1);
  });
});
