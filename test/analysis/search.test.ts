import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundsFor, runsOf, search, type Evaluate } from '../../src/analysis/tuning/search.js';
import {
  edges,
  near,
  spread,
  widened,
  type Point,
  type Space,
} from '../../src/analysis/tuning/search-space.js';
import { RandomStream } from '../../src/core/random-stream.js';

const space: Space = [
  { name: 'rate', from: 0.04, to: 1, minimum: 1e-4, maximum: 1, log: true },
  { name: 'share', from: 0, to: 0.9, minimum: 0, maximum: 1 },
  { name: 'reads', from: 1, to: 32, minimum: 1, maximum: 64, log: true, whole: true },
  { name: 'threshold', from: 0.001, to: 0.1, minimum: 1e-5, maximum: 1, log: true, zero: true },
  { name: 'pulses', choices: ['linear', 'inverse', 'stochastic'] },
];
const start: Point = { rate: 0.2, share: 0.1, reads: 1, threshold: 0, pulses: 'linear' };

describe('a space of settings', () => {
  it('gives points within its ranges, which fill each of them evenly', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 5, max: 40 }), (key, count) => {
        const points = spread(space, count, new RandomStream(key));
        for (const { rate, share, reads, threshold } of points as Record<string, number>[]) {
          expect(rate).toBeGreaterThanOrEqual(0.0399);
          expect(rate).toBeLessThanOrEqual(1);
          expect(share).toBeLessThanOrEqual(0.9);
          expect(Number.isInteger(reads)).toBe(true);
          expect(threshold === 0 || threshold >= 0.000999).toBe(true);
        }
        const zeros = points.filter(({ threshold }) => threshold === 0).length;
        expect(Math.abs(zeros - 0.2 * count)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives points near another one: the nearer, the smaller the distance', () => {
    const random = new RandomStream('near');
    const off = (distance: number) =>
      Array.from({ length: 200 }, () => near(space, start, distance, random)).reduce(
        (sum, { rate }) => sum + Math.abs(Math.log((rate as number) / 0.2)),
        0,
      );
    expect(off(0.05)).toBeLessThan(off(0.2) / 2);
    expect(near(space, start, 0, random)).toEqual(start);
  });

  it('is widened where a point lies at an edge, and never beyond a limit', () => {
    const edge = { ...start, share: 0.9, rate: 1, reads: 32 };
    expect(edges(space, edge)).toEqual(['share', 'reads']);
    const [rate, share, reads] = widened(space, edge) as readonly { from: number; to: number }[];
    expect(rate.to).toBe(1);
    expect(share.to).toBe(1);
    expect(reads.to).toBe(64);
    expect(edges(widened(space, edge), edge)).toEqual([]);
    expect(widened(space, start)).toEqual(space);
  });
});

describe('a search', () => {
  /** A bowl with its bottom at rate 0.6 and 8 reads, with noise that points share and noise of their own. */
  const bowl =
    (noise: number): Evaluate =>
    ({ rate, reads, pulses }, from, to) => {
      const depth = Math.log((rate as number) / 0.6) ** 2 + 0.3 * Math.log((reads as number) / 8) ** 2;
      const scores = Array.from({ length: to - from }, (_, i) => {
        const own = new RandomStream(`${rate}/${reads}/${from + i}`).uniform() - 0.5;
        return 6 + depth + (pulses === 'inverse' ? 0 : 0.5) + noise * own;
      });
      return Promise.resolve(scores);
    };
  const rounds = roundsFor(200, 1);
  const run = (noise: number, key = 'search') =>
    search(space, start, rounds, new RandomStream(key), bowl(noise));

  it('makes as many runs as it says', async () => {
    const { trials } = await run(1);
    expect(trials.reduce((sum, { scores }) => sum + scores.length, 0)).toBe(runsOf(rounds));
  });

  it('finds the bottom, without noise and with noise', async () => {
    for (const noise of [0, 0.5]) {
      const { best } = await run(noise);
      expect(Math.abs(Math.log((best['rate'] as number) / 0.6))).toBeLessThan(0.3);
      expect(Math.abs(Math.log((best['reads'] as number) / 8))).toBeLessThan(0.6);
      expect(best['pulses']).toBe('inverse');
    }
  });

  it('keeps the default where nothing is better, and finds the same again', async () => {
    const flat: Evaluate = (_point, from, to) => Promise.resolve(new Array<number>(to - from).fill(7));
    expect((await search(space, start, rounds, new RandomStream('flat'), flat)).best).toEqual(start);
    expect((await run(1)).best).toEqual((await run(1)).best);
  });

  it('widens its range and marks what still lies at the edge', async () => {
    const far: Evaluate = ({ share }, from, to) =>
      Promise.resolve(new Array<number>(to - from).fill(10 - (share as number)));
    const within: Space = [{ name: 'share', from: 0, to: 0.2, minimum: 0, maximum: 10 }];
    const {
      best,
      edge,
      space: end,
    } = await search(within, { share: 0.1 }, rounds, new RandomStream('far'), far);
    expect(best['share']).toBeGreaterThan(0.2);
    expect((end[0] as { to: number }).to).toBeGreaterThan(0.3);
    expect(Array.isArray(edge)).toBe(true);
  });

  it('takes more runs for more seeds of the verdict and for more effort', () => {
    expect(runsOf(roundsFor(200, 3))).toBeGreaterThan(4 * runsOf(roundsFor(200, 1)));
    expect(runsOf(roundsFor(20, 1))).toBeLessThan(runsOf(roundsFor(200, 1)) / 2);
  });
});
