import { meanOf } from '../../core/maths/vectors.js';
import type { RandomStream } from '../../core/random-stream.js';
import { seedMean, standardError } from '../statistics/seed-mean.js';
import { edges, spread, widened, type Point, type Space } from './search-space.js';
import { promising, type Scored } from './surrogate.js';

/** A round of a search: how many points take part, and how many seeds each of them has had at its end. */
export interface Round {
  /** those that go on from the round before, the default always among them */
  readonly kept: number;
  /** those that are new, near the best */
  readonly fresh: number;
  readonly seeds: number;
}

/** A point with its score for each of the first seeds; low scores are good. */
interface Trial extends Scored {
  readonly scores: number[];
}

/** The result of a search. */
export interface Found {
  readonly best: Point;
  /** names of settings whose best value lies at the edge of the range, after it was widened */
  readonly edge: string[];
  /** as it was at the end */
  readonly space: Space;
  readonly trials: readonly Trial[];
}

/** The scores of a point with the seeds from number `from` to before `to`, in the order of the seeds. */
export type Evaluate = (point: Point, from: number, to: number) => Promise<readonly number[]>;

/**
 * Looks for the settings with the lowest mean score: successive halving (Jamieson and Talwalkar, AISTATS 2016), where each round
 * adds points that a Gaussian process of all scores finds promising. All points have the same seeds. The default takes part to
 * the end, and another point is chosen only if it scored lower by more than the standard error of the difference. A range is widened if the best point lies at its edge.
 * Every search with the same rounds makes the same number of runs.
 */
export async function search(
  space: Space,
  start: Point,
  rounds: readonly Round[],
  random: RandomStream,
  evaluate: Evaluate,
): Promise<Found> {
  const trials: Trial[] = [{ point: start, scores: [] }];
  let pool = trials.slice();
  let present = space;
  for (const [number, { kept, fresh, seeds }] of rounds.entries()) {
    const parents = [pool[0], ...ranked(pool.slice(1))].slice(0, kept);
    const added = freshTrials(number, fresh, parents, present);
    trials.push(...added);
    pool = [...parents, ...added];
    await Promise.all(pool.map((trial) => lengthen(trial, seeds)));
    present = widened(present, bestOf(pool).point);
  }
  const best = surelyBest(pool).point;
  return { best, edge: edges(present, best), space: present, trials };

  function freshTrials(round: number, count: number, parents: readonly Trial[], within: Space): Trial[] {
    const points =
      round === 0 ? spread(within, count, random) : promising(within, trials, ranked(parents), count, random);
    return points.map((point) => ({ point, scores: [] }));
  }

  async function lengthen({ point, scores }: Trial, seeds: number): Promise<void> {
    if (scores.length < seeds) scores.push(...(await evaluate(point, scores.length, seeds)));
  }
}

/** The number of runs of a search. */
export function runsOf(rounds: readonly Round[]): number {
  let before = 0;
  return rounds.reduce((sum, { kept, fresh, seeds }) => {
    const more = kept * (seeds - before) + fresh * seeds;
    before = seeds;
    return sum + more;
  }, 0);
}

/** The rounds of a search that is to decide between settings as well as the verdict does between schemes. @param seeds of the verdict @param effort factor on the number of points and seeds */
export function roundsFor(seeds: number, effort: number): Round[] {
  const share = (part: number, least: number) =>
    Math.max(least, Math.round(part * seeds * Math.sqrt(effort)));
  const points = (count: number) => Math.round(count * effort);
  return [
    { kept: 1, fresh: points(31), seeds: share(0.005, 1) },
    { kept: points(10), fresh: points(12), seeds: share(0.015, 2) },
    { kept: points(8), fresh: points(8), seeds: share(0.03, 3) },
    { kept: points(6), fresh: points(4), seeds: share(0.07, 4) },
    { kept: 3, fresh: 0, seeds: share(0.2, 8) },
  ];
}

function ranked(trials: readonly Trial[]): Trial[] {
  return trials.toSorted((a, b) => meanOf(a.scores) - meanOf(b.scores));
}

/** The best of trials of equal length; the first of equal ones. */
function bestOf(trials: readonly Trial[]): Trial {
  return ranked(trials)[0];
}

/** The best of trials of equal length, or the default, which is the first: where the best one is ahead of it by no more than the standard error of their difference. */
function surelyBest(trials: readonly Trial[]): Trial {
  const [start] = trials;
  const best = bestOf(trials);
  const differences = Float64Array.from(best.scores, (score, seed) => score - start.scores[seed]);
  const error = differences.length > 1 ? standardError(differences) : 0;
  return seedMean(differences) + error < 0 ? best : start;
}
