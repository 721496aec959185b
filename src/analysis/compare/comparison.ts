import type { Budget, CostName } from '../../experiment/comparison-plan.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import type { Verdict } from '../statistics/verdicts.js';
import type { Unranked } from './unranked.js';

/** A value for each cost; null where the cost is unknown. */
export type PerCost<Value> = Record<CostName, Value | null>;

/** The difference of a scheme from the reference with the same seeds, bank and noise. */
export interface Difference {
  /** mean of the seeds' differences in final steps */
  steps: IntervalEstimate;
  /** two-sided; at most 5 % exactly where the interval excludes zero */
  p: number;
  /** corrected for all comparisons of the run */
  corrected: number;
  /** the same: exactly the same final steps with every seed, so that there is nothing to test */
  verdict: Verdict;
}

/** What a search chose for a scheme. */
interface Tuned {
  /** by name: learning rate, pulse count, settings of the scheme, … */
  settings: Record<string, number | string>;
  /** names of those whose best value lies at the edge of the range that was searched */
  edge: string[];
  /** runs that the search made, the same number for every scheme */
  trials: number;
}

/** A scheme with its default settings, beside the tuned one. */
interface Untuned {
  final: IntervalEstimate;
  /** mean of the seeds' differences in final steps, tuned − default */
  gain: IntervalEstimate;
}

/** The results of one scheme with one bank and one noise. */
export interface Compared {
  /** index among the run's conditions */
  condition: number;
  scheme: string;
  /** why it is shown and not ranked: it acts on a digital copy of its weights, or holds weights beyond 0 to 1 */
  unranked: Unranked | null;
  /** names of schemes that do exactly the same here, so that they were computed once */
  sameAs: string[];
  /** null where the scheme has its default settings */
  tuned: Tuned | null;
  untuned: Untuned | null;
  /** steps over the last episodes */
  final: IntervalEstimate;
  /** seeds whose final steps lie above a bound far beyond those of most seeds; null where there are none */
  longRuns: { seeds: number; above: number } | null;
  /** steps over all episodes */
  area: IntervalEstimate;
  valueError: IntervalEstimate | null;
  /** over the whole run */
  costs: PerCost<IntervalEstimate>;
  devicesPerWeight: number | null;
  wordsPerWeight: number | null;
  /** null for the reference itself, for ideal memory, and for schemes that are not ranked */
  difference: Difference | null;
  /** episode at which it catches up: its mean steps are at most 1.1 times the reference's final steps; null if never */
  reached: number | null;
  /** mean of the seeds' differences in final steps from the ranked scheme with the fewest; null if it is not ranked */
  behind: IntervalEstimate | null;
  /** cost up to that episode, divided by that of the reference */
  ratio: PerCost<IntervalEstimate>;
  /** share of resamples in which this cost is the lowest */
  cheapestShare: PerCost<number>;
  /** share of resamples in which it takes the fewest final steps */
  bestShare: number | null;
  /** steps when the budget is spent, share of seeds that spend it, and share of resamples in which these steps are the fewest */
  budget: { steps: IntervalEstimate; spent: number; bestShare: number | null } | null;
  /** whether it is on the Pareto front of final steps and cost of the run, and in which share of resamples */
  front: PerCost<{ on: boolean; share: number }>;
  /** smoothed mean steps at the recorded episodes */
  curve: number[];
}

/** All schemes with one bank and one noise. */
export interface Group {
  bank: string;
  noise: string;
  /** sorted by the budget, the best first */
  compared: Compared[];
}

/** comparison.json: performance and cost of all schemes, with their uncertainty. */
export interface Comparison {
  environment: string;
  seeds: number;
  episodes: number;
  reference: string;
  budget: Budget;
  /** how much search went into each scheme */
  tuning: 'none' | 'quick' | 'full';
  /** episodes after which costs are known */
  recorded: readonly number[];
  /** ideal memory, if it was part of the run */
  ideal: Compared | null;
  groups: Group[];
}

/** Whether a result is that of a scheme with this name, or of one that does exactly the same. */
export function isNamed({ scheme, sameAs }: Compared, name: string): boolean {
  return scheme === name || sameAs.includes(name);
}

/** The best of several schemes, with the names of all equally good ones. */
export interface Best {
  one: Compared;
  schemes: string[];
}

/** The ranked scheme with the lowest number; undefined if no scheme has one. */
export function bestOf(compared: Compared[], key: (one: Compared) => number | undefined): Best | undefined {
  const ranked = compared.filter((one) => one.unranked === null && key(one) !== undefined);
  const lowest = Math.min(...ranked.map((one) => key(one)!));
  const first = ranked.filter((one) => key(one) === lowest);
  return first.length > 0 ? { one: first[0], schemes: first.map(({ scheme }) => scheme) } : undefined;
}

/** The names of all schemes of a comparison, those of identical rows included; ideal memory is none. */
export function schemeNames(groups: readonly Group[]): string[] {
  const compared = groups.flatMap((group) => group.compared);
  return [...new Set(compared.flatMap(({ scheme, sameAs }) => [scheme, ...sameAs]))];
}
