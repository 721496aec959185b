import { describe, expect, it } from 'vitest';
import { judge } from '../../bench/noise/judge.mjs';
import { kinds, type Kind } from '../../bench/noise/kinds.mjs';
import { accumulating, fourier, LONGEST_PERIOD, pink, telegraph, white } from '../../bench/noise/parts.mjs';
import { Random } from '../../bench/noise/random.mjs';

const random = () => new Random('test/synthetic noise');

function variance(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value * value, 0) / x.length;
}

/** Correlation of readings that lie some reads apart, about a mean of 0. */
function correlation(x: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < x.length; i++) sum += x[i] * x[i - lag];
  return sum / (x.length - lag) / variance(x);
}

/** Power of one wave of a whole number of periods, averaged over stretches of some readings. */
function power(x: Float64Array, length: number, waves: number): number {
  let total = 0;
  for (let start = 0; start + length <= x.length; start += length) {
    let [real, imaginary] = [0, 0];
    for (let i = 0; i < length; i++) {
      real += x[start + i] * Math.cos((2 * Math.PI * waves * i) / length);
      imaginary += x[start + i] * Math.sin((2 * Math.PI * waves * i) / length);
    }
    total += real * real + imaginary * imaginary;
  }
  return total;
}

describe('the parts of synthetic noise have their laws', () => {
  it('white: variance, and no correlation', () => {
    const x = white(random(), 100_000, 0.02);
    expect(variance(x) / 4e-4).toBeCloseTo(1, 1);
    for (const lag of [1, 2, 10]) expect(Math.abs(correlation(x, lag))).toBeLessThan(0.015);
  });

  it('1/f-like: variance, and the mean of three exponentials as correlation', () => {
    const x = pink(random(), 400_000, 0.02);
    expect(Math.abs(variance(x) / 4e-4 - 1)).toBeLessThan(0.05);
    for (const lag of [1, 4, 16]) {
      const expected = [2, 8, 32].reduce((sum, memory) => sum + Math.exp(-lag / memory) / 3, 0);
      expect(Math.abs(correlation(x, lag) - expected)).toBeLessThan(0.03);
    }
  });

  it('1/f made in frequency: variance, and power that falls as 1/f', () => {
    const stretches = Array.from({ length: 40 }, (_, k) => fourier(new Random(`${k}`), 4096, 0.02));
    const all = Float64Array.from(stretches.flatMap((x) => [...x]));
    expect(Math.abs(variance(all) / 4e-4 - 1)).toBeLessThan(0.06);
    const octaves = [4, 16, 64, 256];
    const powers = octaves.map((waves) =>
      stretches.reduce(
        (sum, x) =>
          sum + [0, 1, 2].reduce((of, k) => of + power(x, LONGEST_PERIOD, waves + k) * (waves + k), 0),
        0,
      ),
    );
    for (const p of powers) expect(Math.abs(p / powers[0] - 1)).toBeLessThan(0.2);
  });

  it('telegraph: two levels, and their mean dwells', () => {
    const x = telegraph(random(), 400_000, { height: 0.08, lowDwell: 20, highDwell: 40 });
    expect(new Set(x)).toEqual(new Set([0, 0.08]));
    const high = x.filter((value) => value > 0).length;
    const up = x.filter((value, i) => i > 0 && value > x[i - 1]).length;
    expect(Math.abs(high / up / 40 - 1)).toBeLessThan(0.05);
    expect(Math.abs((x.length - high) / up / 20 - 1)).toBeLessThan(0.05);
  });

  it('accumulating: each branch starts at its curve, and the variance grows with every pulse', () => {
    const x = accumulating(random(), 4000, 50, 0.003);
    for (const pulse of [0, 1, 10, 50]) {
      const at = Float64Array.from({ length: 4000 }, (_, branch) => x[branch * 51 + pulse]);
      expect(Math.abs(variance(at) - pulse * 9e-6)).toBeLessThanOrEqual(0.08 * pulse * 9e-6);
    }
  });
});

describe('the synthetic devices', () => {
  it('are the same for the same seed, others for another, and at least 20 kinds', () => {
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
    expect(kinds.length).toBeGreaterThanOrEqual(20);
    for (const { make } of kinds) {
      expect(make(3)).toEqual(make(3));
      expect(make(3).device).not.toBe(make(4).device);
    }
    const [, { make }] = kinds;
    expect(make(3).set).not.toEqual(make(4).set);
  });
});

describe('the judgement', () => {
  const kind: Kind = { ...kinds[0], truth: { white: 0.02, pink: 0, readLike: 0.02, accumulating: 0 } };
  const estimate = (white: number, named: string[]) => ({
    estimates: {
      white: { value: white, interval: [white - 0.001, white + 0.001] as [number, number] },
      pink: { value: 0 },
      accumulating: { value: 0, interval: [0, 0.001] as [number, number] },
    },
    named,
    seconds: 1,
  });

  it('counts bias, coverage and advice; a device that was refused has no right advice', () => {
    const results = [
      estimate(0.02, ['read']),
      estimate(0.0205, ['read', 'pulse']),
      estimate(0.025, ['read']),
      { refused: 'no', seconds: 1 },
    ];
    const { rows, right, expected, wrong, refused } = judge(kind, results);
    const [white, pink, walk] = rows;
    expect(white.bias).toBeCloseTo(0.0055 / 3, 12);
    expect(white.coverage).toBeCloseTo(2 / 3, 12);
    expect(pink.withInterval).toBe(0);
    expect(walk.coverage).toBe(1);
    expect({ right, expected, wrong, refused }).toEqual({
      right: 0.5,
      expected: 'read',
      wrong: { 'pulse read': 1 },
      refused: 1,
    });
  });
});
