import { meanOf } from '../../core/maths/vectors.js';
import type { Until } from '../../experiment/sweep/until.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import { halved, seedsAfterRounds } from './rounds.js';
import { SeedIntervals } from './seed-intervals.js';

/** What decides which combinations go on. */
export interface AdaptiveRules {
  readonly until: Until;
  /** the largest number of seeds of a combination */
  readonly seeds: number;
  readonly combinations: number;
  /** whether more steps are better */
  readonly moreIsBetter: boolean;
}

/** A round: which combinations run, by number, and with which seeds: from one to before another, counted from 0. */
export interface AdaptiveRound {
  /** from 1 */
  readonly number: number;
  readonly alive: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * Which combinations an adaptive sweep runs, round by round. All combinations of a round have the same seeds, so that those
 * that go on can be compared in pairs. With `left`, the worse half is dropped after each round (successive halving: Jamieson and
 * Talwalkar, AISTATS 2016). With `interval`, a combination stops once its interval is narrow. What comes next depends on
 * scores alone, so an interrupted sweep goes on as it would have.
 */
export class AdaptiveStudy {
  /** seeds of a combination after each round */
  readonly after: readonly number[];
  /** final steps of each combination, seed by seed */
  readonly scores: readonly number[][];
  /** the round after which a combination stopped before the end */
  readonly stopped: (number | undefined)[];
  /** the combinations of each finished round, counted */
  readonly sizes: number[] = [];
  private readonly intervals = new SeedIntervals();

  /** @throws UsageError if there are too few seeds */
  constructor(readonly rules: AdaptiveRules) {
    const { until, seeds, combinations } = rules;
    this.after = seedsAfterRounds(until, seeds, combinations);
    this.scores = Array.from({ length: combinations }, () => []);
    this.stopped = this.scores.map(() => undefined);
  }

  /** The round to run next; undefined at the end. */
  get next(): AdaptiveRound | undefined {
    const round = this.sizes.length;
    const alive = this.alive;
    if (round === this.after.length || alive.length === 0) return undefined;
    return { number: round + 1, alive, from: this.after[round - 1] ?? 0, to: this.after[round] };
  }

  /** The combinations that have not stopped, in their order. */
  get alive(): number[] {
    return [...this.stopped.keys()].filter((i) => this.stopped[i] === undefined);
  }

  /** Ends a round. @param scores final steps of its combinations, in their order, one for each of its seeds */
  add(scores: readonly (readonly number[])[]): void {
    const alive = this.alive;
    alive.forEach((combination, i) => this.scores[combination].push(...scores[i]));
    this.sizes.push(alive.length);
    for (const combination of this.ending(alive)) this.stopped[combination] = this.sizes.length;
  }

  /** The mean of a combination over its seeds, with its interval. */
  estimate(combination: number): IntervalEstimate {
    return this.intervals.of(Float64Array.from(this.scores[combination]));
  }

  /** Some combinations, the best first; of equal ones the earlier. */
  bestFirst(combinations: readonly number[]): number[] {
    const sign = this.rules.moreIsBetter ? -1 : 1;
    const means = new Map(combinations.map((i) => [i, meanOf(this.scores[i])]));
    return combinations.toSorted((a, b) => sign * (means.get(a)! - means.get(b)!));
  }

  /** Whether the interval of a combination is narrow enough. */
  isNarrow(combination: number): boolean {
    const { until } = this.rules;
    const { value, interval } = this.estimate(combination);
    if (!('interval' in until) || interval === null) return false;
    return Math.max(interval[1] - value, value - interval[0]) <= until.interval * Math.abs(value);
  }

  private ending(alive: readonly number[]): readonly number[] {
    const { until } = this.rules;
    if (!('left' in until)) return alive.filter((combination) => this.isNarrow(combination));
    return this.sizes.length === this.after.length ? [] : this.bestFirst(alive).slice(halved(alive.length, until.left));
  }
} // prettier-ignore
