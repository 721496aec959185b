import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptiveStudy, type AdaptiveRound } from '../../src/analysis/adaptive/adaptive-study.js';
import { adaptiveResult } from '../../src/analysis/adaptive/adaptive-result.js';
import { findingOf, skippedSentences } from '../../src/analysis/adaptive/adaptive-words.js';
import { combinationsCsv } from '../../src/analysis/adaptive/combinations-csv.js';
import { seedsAfterRounds } from '../../src/analysis/adaptive/rounds.js';
import { RandomStream } from '../../src/core/random-stream.js';
import type { Until } from '../../src/experiment/sweep/until.js';

const MOST_SEEDS = 300;

type Score = (combination: number, seed: number) => number;

/** Carries out a study whose scores are known. */
function carriedOut(until: Until, seeds: number, combinations: number, score: Score, moreIsBetter = false) {
  const study = new AdaptiveStudy({ until, seeds, combinations, moreIsBetter });
  const rounds: AdaptiveRound[] = [];
  for (let round = study.next; round; round = study.next) {
    const { alive, from, to } = round;
    rounds.push(round);
    study.add(alive.map((i) => Array.from({ length: to - from }, (_, k) => score(i, from + k))));
  }
  return { study, rounds };
}

function resultOf({ study }: { study: AdaptiveStudy }, ranked = study.scores.map(() => true)) {
  const names = study.scores.map((_, i) => `c${i}`);
  return adaptiveResult(study, { environment: 't-maze', episodes: 60, last: 50, names, ranked });
}

/** Normal scores around a mean of each combination. */
function scatter(means: readonly number[], deviation: number): Score {
  const drawn = means.map((_, i) => {
    const numbers = new Float64Array(MOST_SEEDS);
    new RandomStream(`combination ${i}`).normals(numbers, MOST_SEEDS);
    return numbers;
  });
  return (combination, seed) => means[combination] + deviation * drawn[combination][seed];
}

const halvings = fc
  .record({
    left: fc.integer({ min: 1, max: 6 }),
    more: fc.integer({ min: 1, max: 40 }),
    times: fc.integer({ min: 1, max: 4 }),
    odd: fc.integer({ min: 0, max: 5 }),
    moreIsBetter: fc.boolean(),
  })
  .map(({ left, more, times, odd, moreIsBetter }) => {
    const combinations = left + more;
    const rounds = Math.ceil(Math.log2(combinations / left)) + 1;
    return { left, combinations, rounds, seeds: 6 * 2 ** (rounds - 1) * times + odd, moreIsBetter };
  });

describe('successive halving', () => {
  it('halves until so many are left, doubles the seeds, and runs no dropped combination again', () => {
    fc.assert(
      fc.property(halvings, ({ left, combinations, rounds: expected, seeds, moreIsBetter }) => {
        const score: Score = (i, seed) => ((i * 7919 + seed * 104729) % 97) + i / 100;
        const { study, rounds } = carriedOut({ left }, seeds, combinations, score, moreIsBetter);
        expect(rounds).toHaveLength(expected);
        const start = { alive: Array.from({ length: combinations }, (_, i) => i), to: 0 };
        rounds.forEach((round, i) => {
          const before = rounds[i - 1] ?? start;
          expect(round.number).toBe(i + 1);
          expect(round.from).toBe(before.to);
          expect(round.to).toBe(Math.floor(seeds / 2 ** (expected - 1 - i)));
          expect(round.alive.every((one) => before.alive.includes(one))).toBe(true);
          expect(round.alive).toHaveLength(i === 0 ? combinations : Math.max(left, Math.ceil(before.alive.length / 2)));
        });
        expect(study.alive).toHaveLength(left);
        expect(study.alive.every((i) => study.scores[i].length === seeds)).toBe(true);
        const runs = rounds.reduce((sum, { alive, from, to }) => sum + alive.length * (to - from), 0);
        expect(study.scores.flat()).toHaveLength(runs);
      }),
    );
  });

  it('pairs seeds: all combinations of a round have the same ones, and each is scored in its order', () => {
    const { study } = carriedOut({ left: 2 }, 48, 9, (combination, seed) => 1000 * combination + seed);
    study.scores.forEach((scores, combination) => expect(scores).toEqual(scores.map((_, seed) => 1000 * combination + seed)));
  });

  it('drops those with the larger mean over all seeds so far; the smaller where more steps are better; of equal ones the later', () => {
    // In the first round combination 1 is best; the second round makes it the worst of three, and 0 of equal means stays.
    const score: Score = (i, seed) => (seed < 6 ? [3, 1, 2, 9, 8, 7][i] : [3, 40, 2, 0, 0, 0][i]);
    const { study, rounds } = carriedOut({ left: 1 }, 48, 6, score);
    expect(rounds.map(({ alive }) => alive)).toEqual([[0, 1, 2, 3, 4, 5], [0, 1, 2], [0, 2], [2]]);
    expect(study.stopped[1]).toBe(2);
    expect(study.alive).toEqual([2]);
    expect(carriedOut({ left: 1 }, 12, 2, (i) => i, true).study.alive).toEqual([1]);
    expect(carriedOut({ left: 1 }, 12, 2, () => 5).study.alive).toEqual([0]);
  });

  it('with too few seeds is refused in one sentence', () => {
    expect(seedsAfterRounds({ left: 3 }, 48, 24)).toEqual([6, 12, 24, 48]);
    expect(() => seedsAfterRounds({ left: 3 }, 47, 24)).toThrow('seeds: got 47: expected at least 48, because from 24 combinations to 3 it takes 4 rounds that double the seeds, and the first needs 6');
  });
}); // prettier-ignore

describe('a sweep until intervals are narrow', () => {
  it('stops a combination in the first round in which both ends are near enough to its mean', () => {
    const { study, rounds } = carriedOut({ interval: 0.1 }, 128, 4, scatter([10, 10, 10, 10], 1));
    const wide = carriedOut({ interval: 0.001 }, 128, 1, scatter([10], 1));
    expect(rounds[0]).toMatchObject({ from: 0, to: 8, alive: [0, 1, 2, 3] });
    expect(wide.rounds.map(({ to }) => to)).toEqual([8, 16, 32, 64, 128]);
    expect(wide.study.stopped).toEqual([undefined]);
    study.stopped.forEach((round, i) => {
      const { value, interval } = study.estimate(i);
      expect(round).toBeDefined();
      expect(Math.max(interval![1] - value, value - interval![0])).toBeLessThanOrEqual(0.1 * value);
    });
  });

  it('looks at both ends, of which the upper one is farther away where seeds are skewed', () => {
    const normal = scatter(new Array<number>(20).fill(0), 0.5);
    const { study } = carriedOut({ interval: 0.1 }, MOST_SEEDS, 20, (i, seed) => 10 * Math.exp(normal(i, seed)));
    const narrow = [...study.scores.keys()].filter((i) => study.stopped[i] !== undefined);
    expect(narrow.length).toBeGreaterThan(10);
    for (const i of narrow) {
      const { value, interval } = study.estimate(i);
      expect(interval![1] - value).toBeLessThanOrEqual(0.1 * value);
    }
  });

  it('runs no combination again that was narrow, and no further seeds than it may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 300 }), fc.double({ min: 0.02, max: 0.4, noNaN: true }), fc.double({ min: 0.1, max: 4, noNaN: true }), (seeds, interval, deviation) => {
        const { study, rounds } = carriedOut({ interval }, seeds, 5, scatter([6, 8, 10, 12, 30], deviation));
        rounds.forEach(({ alive, from }, i) => {
          expect(from).toBe(rounds[i - 1]?.to ?? 0);
          if (i > 0) expect(alive.every((one) => rounds[i - 1].alive.includes(one) && (study.stopped[one] ?? Infinity) > i)).toBe(true);
        });
        study.scores.forEach((scores, i) => expect(scores).toHaveLength(study.stopped[i] === undefined ? seeds : study.after[study.stopped[i] - 1]));
      }),
      { numRuns: 15 },
    );
  });

  it('begins with a sixteenth of the seeds, at least eight, and refuses fewer than eight', () => {
    expect(seedsAfterRounds({ interval: 0.1 }, 1000, 3)).toEqual([62, 124, 248, 496, 992, 1000]);
    expect(seedsAfterRounds({ interval: 0.1 }, 8, 3)).toEqual([8]);
    expect(() => seedsAfterRounds({ interval: 0.1 }, 7, 3)).toThrow('seeds: got 7: expected at least 8, the seeds of the first round');
  });
}); // prettier-ignore

describe('what an adaptive sweep says', () => {
  it('names the winner first, whether the second differs, and what was skipped', () => {
    const apart = resultOf(carriedOut({ left: 2 }, 24, 6, scatter([7, 8, 20, 21, 22, 23], 0.5)));
    expect(findingOf(apart)).toMatch(/^Of 6 combinations, c0 takes the fewest steps per episode: \d\.\d\d \[\S+, \S+\]\. The second, c1, takes \S+ \[\S+, \S+\] more \(p < 0\.0001, paired by seed\)\.$/);
    expect(skippedSentences(apart)).toEqual(['4 of 6 combinations were dropped: 3 after 6 seeds, 1 after 12.', '78 of 144 runs were carried out (54 %).']);
    const close = resultOf(carriedOut({ left: 2 }, 24, 6, scatter([7, 7, 20, 21, 22, 23], 0.5)));
    expect(findingOf(close)).toContain('cannot be told apart from it (difference ');
    const same = resultOf(carriedOut({ left: 2 }, 24, 4, (i, seed) => Math.max(i, 1) + seed));
    expect(findingOf(same)).toContain('The second, c1, takes exactly the same steps with every seed.');
  });

  it('compares a single survivor with the last that was dropped, on the seeds that both had', () => {
    const result = resultOf(carriedOut({ left: 1 }, 24, 4, scatter([7, 9, 20, 30], 0.5)));
    expect(result.second).toMatchObject({ name: 'c1', seeds: 12 });
    expect(findingOf(result)).toContain('on the 12 seeds that both had');
  });

  it('ranks no digital weights beside devices', () => {
    const result = resultOf(carriedOut({ interval: 0.2 }, 16, 3, scatter([1, 7, 9], 0.1)), [false, true, true]);
    expect(result).toMatchObject({ best: 'c1', second: { name: 'c2' } });
    expect(findingOf(result)).toMatch(/^Of 2 combinations that learn on devices, c1 /);
  });

  it('says how many intervals are narrow, and which are not', () => {
    const result = resultOf(carriedOut({ interval: 0.05 }, 32, 2, (i, seed) => (i === 0 ? 10 + (seed % 2) / 100 : 10 * (1 + (seed % 2)))));
    expect(skippedSentences(result)).toEqual([
      '1 of 2 intervals was within ±5 % of the mean before all 32 seeds had run: 1 after 8 seeds.',
      'After all of them 1 was still wider: c1.',
      '40 of 64 runs were carried out (63 %).',
    ]);
    expect(combinationsCsv(result).split('\n').map((row) => row.split(',').filter((_, i) => i < 2 || i > 4).join(','))).toEqual(['combination,seeds,state', 'c0,8,narrow after round 1', 'c1,32,not narrow', '']);
  });
}); // prettier-ignore
