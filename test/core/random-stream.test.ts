import { describe, expect, it } from 'vitest';
import { RandomStream, randomStream } from '../../src/core/random-stream.js';

const N = 400_000;
const normals = (stream: RandomStream, count: number) => {
  const column = new Float64Array(count);
  stream.normals(column, count);
  return column;
};
const moments = (draw: () => number) => {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < N; i++) {
    const x = draw();
    for (let k = 0; k < 4; k++) sums[k] += x ** (k + 1) / N;
  }
  return sums;
};

describe('a random stream', () => {
  it('gives the same numbers for the same seed and purpose, on any machine (frozen values)', () => {
    const stream = randomStream(0, 'actions');
    expect([stream.bits(), stream.bits(), stream.uniform(), ...normals(stream, 2)]).toMatchInlineSnapshot(`
      [
        -845856736,
        578746845,
        0.7767198855363304,
        0.0940354521595657,
        -0.7169105677204789,
      ]
    `);
  });

  it('is unrelated for neighbouring seeds and for other purposes', () => {
    for (const other of [randomStream(8, 'actions'), randomStream(7, 'write noise')]) {
      const [ours, theirs] = [normals(randomStream(7, 'actions'), N), normals(other, N)];
      const product = ours.reduce((sum, x, i) => sum + x * theirs[i], 0);
      expect(Math.abs(product / Math.sqrt(N))).toBeLessThan(4);
    }
  });

  it('is xoshiro128**: the first outputs from the state 1, 2, 3, 4 of the authors’ C program', () => {
    const stream = new RandomStream('any');
    Object.assign(stream, { a: 1, b: 2, c: 3, d: 4 });
    expect([stream.bits(), stream.bits(), stream.bits(), stream.bits()]).toEqual([
      11520, 0, 5927040, 70819200,
    ]);
  });

  it('is uniform: moments within four standard errors', () => {
    const stream = new RandomStream('uniform');
    const [first, second] = moments(() => stream.uniform());
    expect(Math.abs(first - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / N));
    expect(Math.abs(second - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / N));
  });

  it('is normal: moments and tail within four standard errors', () => {
    const drawn = normals(new RandomStream('normal'), N);
    let beyond = 0;
    let next = 0;
    const sums = moments(() => {
      const x = drawn[next++];
      if (Math.abs(x) > 3.6541528853610088) beyond++;
      return x;
    });
    [0, 1, 0, 3].forEach((expected, k) => {
      const variance = [1, 2, 15, 96][k];
      expect(Math.abs(sums[k] - expected)).toBeLessThan(4 * Math.sqrt(variance / N));
    });
    const tail = 2.5803e-4;
    expect(Math.abs(beyond / N - tail)).toBeLessThan(4 * Math.sqrt(tail / N));
  });

  it('is normal: 64 bins of equal probability are filled evenly', () => {
    const counts = new Float64Array(64);
    for (const x of normals(new RandomStream('bins'), N)) counts[Math.floor(64 * cumulative(x))]++;
    const chi2 = counts.reduce((sum, count) => sum + (count - N / 64) ** 2 / (N / 64), 0);
    // 63 degrees of freedom: mean 63, standard deviation 11.2
    expect(chi2).toBeLessThan(63 + 4 * 11.3);
  });
});

/** Normal distribution function, Abramowitz and Stegun 26.2.17, to 7.5e-8. */
function cumulative(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)) * poly;
  return x > 0 ? 1 - upper : upper;
}
