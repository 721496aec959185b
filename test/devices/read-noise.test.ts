import { describe, expect, it } from 'vitest';
import { DrivenLines } from '../../devices/noise/driven-lines.js';
import { pinkCorrelation, ReadNoise } from '../../devices/noise/read-noise.js';
import { RandomStream } from '../../src/core/random-stream.js';

const WHITE = 1e-6;
const PINK = 1.2e-6;

/** One look at a device, siemens. */
type Look = (noise: ReadNoise, device: number) => number;

const read: Look = (noise, device) => {
  const seen = new Float64Array(1);
  noise.read(Uint32Array.of(device), seen, 1);
  return seen[0];
};

/** The same by a product that drives this device alone, at 1 V. */
const product: Look = (noise, device) => {
  const amperes = new Float64Array(1);
  noise.product(linesOf(1, [[device, 1]]), amperes);
  return amperes[0];
};

/** @param driven first device and input of each line */
function linesOf(stride: number, driven: readonly (readonly [number, number])[], gain = [1, 1]): DrivenLines {
  const lines = new DrivenLines(driven.length, gain.length);
  lines.gain = Float64Array.from(gain);
  driven.forEach(([first, input], k) => {
    lines.first[k] = first;
    lines.input[k] = input;
  });
  lines.count = driven.length;
  lines.stride = stride;
  return lines;
}

function noiseOf(white: readonly number[], pink: readonly number[], key = 'read'): ReadNoise {
  return new ReadNoise(Float64Array.from(white), Float64Array.from(pink), new RandomStream(key));
}

const alternating = new RandomStream('alternating');
const looks: [string, Look][] = [
  ['single reads', read],
  ['products', product],
  [
    'single reads and products in any order',
    (noise, device) => (alternating.uniform() < 0.5 ? read : product)(noise, device),
  ],
];

describe('read noise', () => {
  it.each(looks)('has the law of a white and a 1/f-like part in %s, whatever the gaps', (_, look) => {
    const MOMENTS = 400_000;
    const noise = noiseOf([WHITE, WHITE], [PINK, PINK]);
    const gaps = new RandomStream('gaps');
    // At the other moments another device is looked at: the gaps are 1, 2, 3, …
    const seen = Float64Array.from({ length: MOMENTS }, () =>
      gaps.uniform() < 0.6 ? look(noise, 0) : (look(noise, 1), NaN),
    );
    const total = WHITE ** 2 + PINK ** 2;
    // A standard error is about 0.005.
    for (let lag = 0; lag <= 32; lag++) {
      const expected = lag === 0 ? total : PINK ** 2 * pinkCorrelation(lag);
      expect(Math.abs(autocovariance(seen, lag) - expected) / total).toBeLessThan(0.02);
    }
  });

  it('keeps the 1/f-like part of many devices apart, in single reads and in products', () => {
    const MANY = 600;
    const all = Uint32Array.from({ length: 2 * MANY }, (_, i) => i % MANY);
    const none = new Array<number>(MANY).fill(0);
    const noise = noiseOf(none, new Array<number>(MANY).fill(PINK));
    const seen = new Float64Array(2 * MANY);
    noise.read(all, seen, 2 * MANY);
    expect(seen.subarray(MANY)).toEqual(seen.subarray(0, MANY));
    expect(new Set(seen).size).toBe(MANY);
    const lines = linesOf(1, [[0, 1]], new Array<number>(MANY).fill(1));
    const sums = new Float64Array(MANY);
    noise.product(lines, sums);
    let together = 0;
    for (let d = 0; d < MANY; d++) together += (seen[d] * sums[d]) / MANY / PINK ** 2;
    // 0.82 of the variance is left after one read; the standard error is 0.05.
    expect(Math.abs(together - pinkCorrelation(1))).toBeLessThan(0.2);
  });

  it('holds still within one read but for the white part, and forgets what is long ago', () => {
    const calm = noiseOf([0, 0], [PINK, PINK]);
    const twice = new Float64Array(2);
    calm.read(Uint32Array.of(0, 0), twice, 2);
    expect(twice[0]).not.toBe(0);
    expect(twice[1]).toBe(twice[0]);
    const seldom = Float64Array.from({ length: 2000 }, () => {
      for (let i = 0; i < 300; i++) calm.read(Uint32Array.of(1), twice, 1);
      return read(calm, 0);
    });
    expect(Math.abs(autocovariance(seldom, 1)) / autocovariance(seldom, 0)).toBeLessThan(0.1);
    const often = Float64Array.from({ length: 100_000 }, () => {
      for (let i = 0; i < 39; i++) calm.read(Uint32Array.of(1), twice, 0);
      return product(calm, 0);
    });
    // 0.095 of the variance; the standard error is 0.003.
    expect(Math.abs(autocovariance(often, 1) / PINK ** 2 - pinkCorrelation(40))).toBeLessThan(0.012);
    const rare = Float64Array.from({ length: 2000 }, () => {
      for (let i = 0; i < 1300; i++) calm.read(Uint32Array.of(1), twice, 0);
      return read(calm, 0);
    });
    expect(autocovariance(rare, 0) / PINK ** 2).toBeCloseTo(1, 0.8);
    expect(Math.abs(autocovariance(rare, 1)) / PINK ** 2).toBeLessThan(0.1);
  });

  it.each([
    ['rows', 1, [0, 3]],
    ['columns', 3, [0, 1]],
  ])('adds to each sum of a product Σ V ΔG over the driven %s, the sums independent', (_, stride, first) => {
    const white = [1, 2, 3, 4, 5, 6].map((size) => size * 1e-7);
    const pink = [6, 5, 4, 3, 2, 1].map((size) => size * 1e-7);
    const gain = [0.1, 0.2, 0.1, 0.3, 0.1, 0.2];
    const input = [1, -2];
    const noise = noiseOf(white, pink);
    const lines = linesOf(stride, [[first[0], input[0]], [first[1], input[1]]], gain); // prettier-ignore
    const READS = 100_000;
    const amperes = new Float64Array(2);
    const covariance = [0, 0, 0];
    for (let i = 0; i < READS; i++) {
      amperes.fill(0);
      noise.product(lines, amperes);
      covariance[0] += amperes[0] ** 2 / READS;
      covariance[1] += amperes[1] ** 2 / READS;
      covariance[2] += (amperes[0] * amperes[1]) / READS;
    }
    const expected = [0, 1].map((c) =>
      first
        .map((device, k) => {
          const d = device + c * stride;
          return (input[k] * gain[d]) ** 2 * (white[d] ** 2 + pink[d] ** 2);
        })
        .reduce((sum, part) => sum + part),
    );
    // Relative standard errors are about 0.7 %: readings close to each other are not independent.
    expect(Math.abs(covariance[0] / expected[0] - 1)).toBeLessThan(0.035);
    expect(Math.abs(covariance[1] / expected[1] - 1)).toBeLessThan(0.035);
    expect(Math.abs(covariance[2]) / Math.sqrt(expected[0] * expected[1])).toBeLessThan(0.03);
  });

  it('draws the white part of a sum as one Gaussian of variance Σ (V σ)²', () => {
    const size = 40;
    const white = Array.from({ length: size }, (_, d) => (1 + (d % 7)) * 1e-7);
    const noise = noiseOf(white, new Array<number>(size).fill(0));
    const driven = white.map((_, d) => [d, Math.cos(d)] as const);
    const lines = linesOf(1, driven, new Array<number>(size).fill(0.1));
    const READS = 100_000;
    let [second, fourth] = [0, 0];
    const expected = driven.reduce((sum, [d, input]) => sum + (0.1 * input * white[d]) ** 2, 0);
    const amperes = new Float64Array(1);
    for (let i = 0; i < READS; i++) {
      amperes[0] = 0;
      noise.product(lines, amperes);
      const square = amperes[0] ** 2 / expected;
      second += square / READS;
      fourth += square ** 2 / READS;
    }
    // Standard errors √(2/100,000) = 0.0045 and √(96/100,000) = 0.031
    expect(Math.abs(second - 1)).toBeLessThan(0.018);
    expect(Math.abs(fourth - 3)).toBeLessThan(0.12);
  });

  it('looks at the lines of a product that count, and leaves their table as it is', () => {
    const noise = noiseOf([0, WHITE], [0, PINK]);
    const amperes = Float64Array.of(0.5);
    const faint = linesOf(1, [[1, 0.9e-4], [0, -1]]); // prettier-ignore
    noise.product(faint, amperes);
    expect(amperes[0]).toBe(0.5);
    expect(faint).toEqual(linesOf(1, [[1, 0.9e-4], [0, -1]])); // prettier-ignore
    noise.product(linesOf(1, [[1, 1.1e-4], [0, -1]]), amperes); // prettier-ignore
    expect(amperes[0]).not.toBe(0.5);
  });

  it('adds nothing to a product that drives no line', () => {
    const amperes = Float64Array.of(0.5, -0.25);
    noiseOf([WHITE, WHITE], [PINK, PINK]).product(linesOf(1, []), amperes);
    expect([...amperes]).toEqual([0.5, -0.25]);
  });
});

/** Mean product of readings `lag` moments apart, over the moments that have both. */
function autocovariance(seen: Float64Array, lag: number): number {
  let [sum, count] = [0, 0];
  for (let i = lag; i < seen.length; i++) {
    const one = seen[i] * seen[i - lag];
    if (Number.isNaN(one)) continue;
    sum += one;
    count++;
  }
  return sum / count;
}
