import type { Budget, CostName } from '../../experiment/comparison-plan.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';

/** A value for each cost; null where the cost is unknown. */
export type PerCost<Value> = Record<CostName, Value | null>;

/** The difference of a scheme from the reference with the same seeds, bank and noise. */
export interface Difference {
  /** mean of the seeds' differences in final steps */
  steps: IntervalEstimate;
  /** two-sided, by sign flips */
  p: number;
  /** corrected for all comparisons of the run */
  corrected: number;
  verdict: 'fewer' | 'more' | 'no difference shown';
}

/** The results of one scheme with one bank and one noise. */
export interface Compared {
  /** index among the run's conditions */
  condition: number;
  scheme: string;
  /** acts on a digital copy of its weights: its steps say nothing about devices, and it is not ranked */
  digital: boolean;
  /** steps over the last episodes */
  final: IntervalEstimate;
  /** steps over all episodes */
  area: IntervalEstimate;
  valueError: IntervalEstimate | null;
  /** over the whole run */
  costs: PerCost<IntervalEstimate>;
  devicesPerWeight: number | null;
  wordsPerWeight: number | null;
  /** null for the reference itself, for ideal memory, and for digital copies */
  difference: Difference | null;
  /** episode at which it catches up: its mean steps are at most 1.1 times the reference's final steps; null if never */
  reached: number | null;
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
  /** episodes after which costs are known */
  recorded: readonly number[];
  /** ideal memory, if it was part of the run */
  ideal: Compared | null;
  groups: Group[];
}

/** The best of several schemes, with the names of all equally good ones. */
export interface Best {
  one: Compared;
  schemes: string[];
}

/** The ranked scheme with the lowest number; undefined if no scheme has one. */
export function bestOf(compared: Compared[], key: (one: Compared) => number | undefined): Best | undefined {
  const ranked = compared.filter((one) => !one.digital && key(one) !== undefined);
  const lowest = Math.min(...ranked.map((one) => key(one)!));
  const first = ranked.filter((one) => key(one) === lowest);
  return first.length > 0 ? { one: first[0], schemes: first.map(({ scheme }) => scheme) } : undefined;
}
