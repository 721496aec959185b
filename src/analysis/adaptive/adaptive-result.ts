import type { Until } from '../../experiment/sweep/until.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import { meanDifference } from '../statistics/mean-difference.js';
import type { AdaptiveStudy } from './adaptive-study.js';
import { SeedIntervals } from './seed-intervals.js';

/** How a combination ended. */
type Ending = 'left' | 'dropped' | 'narrow' | 'not narrow';

/** A combination at the end of an adaptive sweep. */
export interface CombinationResult {
  readonly name: string;
  readonly seeds: number;
  /** final steps */
  readonly steps: IntervalEstimate;
  readonly state: Ending;
  /** the round after which it stopped, for a dropped or a narrow one */
  readonly round: number | null;
  /** whether its steps say something about devices */
  readonly ranked: boolean;
}

/** The second-best combination against the best, on the seeds that both had. */
interface RunnerUp {
  readonly name: string;
  readonly seeds: number;
  /** its steps less those of the best */
  readonly difference: IntervalEstimate;
  readonly p: number;
  /** exactly the same with every seed */
  readonly same: boolean;
}

/** What an adaptive sweep found, and what it skipped. */
export interface AdaptiveResult {
  readonly environment: string;
  readonly episodes: number;
  /** the number of last episodes whose mean is the result of a seed */
  readonly last: number;
  readonly moreIsBetter: boolean;
  readonly until: Until;
  /** the largest number of seeds of a combination */
  readonly seeds: number;
  /** how many combinations ran in each round, and how many seeds each of them had had then */
  readonly rounds: readonly { readonly combinations: number; readonly seeds: number }[];
  /** runs that were carried out, of how many */
  readonly runs: number;
  readonly of: number;
  readonly best: string;
  /** null for a single combination that can be ranked */
  readonly second: RunnerUp | null;
  /** in the order of the file */
  readonly combinations: readonly CombinationResult[];
}

/** What is known of the combinations besides their scores. */
interface Described {
  readonly environment: string;
  readonly episodes: number;
  readonly last: number;
  readonly names: readonly string[];
  readonly ranked: readonly boolean[];
}

/** The result of a study that has come to its end. */
export function adaptiveResult(study: AdaptiveStudy, { names, ranked, ...described }: Described): AdaptiveResult {
  const { rules: { until, seeds, moreIsBetter }, scores, stopped, sizes, after } = study;
  const state = (i: number): Ending =>
    'left' in until ? (stopped[i] === undefined ? 'left' : 'dropped') : stopped[i] === undefined ? 'not narrow' : 'narrow';
  const [best, second] = ranking(study, ranked);
  return {
    ...described,
    moreIsBetter,
    until,
    seeds,
    rounds: sizes.map((combinations, round) => ({ combinations, seeds: after[round] })),
    runs: scores.reduce((sum, { length }) => sum + length, 0),
    of: names.length * seeds,
    best: names[best],
    second: second === undefined ? null : runnerUp(names[second], scores[best], scores[second]),
    combinations: names.map((name, i) => ({
      name,
      seeds: scores[i].length,
      steps: study.estimate(i),
      state: state(i),
      round: stopped[i] ?? null,
      ranked: ranked[i],
    })),
  };
} // prettier-ignore

/** The combinations that can be ranked, the best first: those that are left before those that were dropped later, and these before earlier ones. */
function ranking(study: AdaptiveStudy, ranked: readonly boolean[]): number[] {
  const all = study.bestFirst([...study.scores.keys()].filter((i) => ranked[i]));
  if (!('left' in study.rules.until)) return all;
  return all.toSorted((a, b) => (study.stopped[b] ?? Infinity) - (study.stopped[a] ?? Infinity) || 0);
}

/** The paired test on the seeds that both have, which are the first ones of each. */
function runnerUp(name: string, best: readonly number[], second: readonly number[]): RunnerUp {
  const seeds = Math.min(best.length, second.length);
  const differences = Float64Array.from({ length: seeds }, (_, seed) => second[seed] - best[seed]);
  const { mean, p, zero } = meanDifference(differences, new SeedIntervals().resamplesOf(seeds));
  return { name, seeds, difference: mean, p, same: zero };
}
