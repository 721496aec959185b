import type { Budget, CostName } from '../../experiment/comparison-plan.js';
import type { Bounded } from '../statistics/interval-estimate.js';

/** A number for each cost that is known; null where it is not, or where there is none. */
export type PerCost<Value> = Record<CostName, Value | null>;

/** How a scheme differs from the reference with the same seeds, bank and noise. */
export interface Difference {
  /** mean of the seeds' differences in final steps */
  steps: Bounded;
  /** two-sided, by sign flips */
  p: number;
  /** corrected for all comparisons of the run */
  corrected: number;
  verdict: 'fewer' | 'more' | 'no difference shown';
}

/** What one scheme came to in one bank with one noise. */
export interface Compared {
  /** index among the run's conditions */
  condition: number;
  scheme: string;
  /** acts on weights that it keeps digitally: its steps say nothing about devices, and it is not ranked */
  digital: boolean;
  /** steps over the last episodes */
  final: Bounded;
  /** steps over all episodes */
  area: Bounded;
  valueError: Bounded | null;
  /** over the whole run */
  costs: PerCost<Bounded>;
  devicesPerWeight: number | null;
  wordsPerWeight: number | null;
  /** null for the reference itself, for exact memories, and where weights are digital */
  difference: Difference | null;
  /** number of the episode at which it takes no more than 1.1 of the reference's final steps, or null if it never does */
  reached: number | null;
  /** cost until then, as a multiple of what the reference pays */
  ratio: PerCost<Bounded>;
  /** the share of resamples in which it pays least for that */
  cheapestShare: PerCost<number>;
  /** the share of resamples in which it takes the fewest final steps */
  bestShare: number | null;
  /** steps when the budget is spent, the share of seeds that spent it, and of resamples in which it then takes the fewest */
  budget: { steps: Bounded; spent: number; bestShare: number | null } | null;
  /** is it on the Pareto front of final steps and the whole run's cost, and in which share of resamples */
  front: PerCost<{ on: boolean; share: number }>;
  /** smoothed mean steps at the recorded episodes */
  curve: number[];
}

/** All schemes in one bank with one noise. */
export interface Group {
  bank: string;
  noise: string;
  /** sorted by the budget, the best first */
  compared: Compared[];
}

/** comparison.json: which scheme is worth its cost, and how sure that is. */
export interface Comparison {
  environment: string;
  seeds: number;
  episodes: number;
  reference: string;
  budget: Budget;
  /** episodes after which costs are known */
  recorded: readonly number[];
  /** exact memories, where they ran */
  ideal: Compared | null;
  groups: Group[];
}

/** The first of some schemes, with the names of all that share the place. */
export interface Best {
  one: Compared;
  schemes: string[];
}

/** The ranked scheme for which a number is the lowest; nothing where no scheme has one. */
export function bestOf(compared: Compared[], key: (one: Compared) => number | undefined): Best | undefined {
  const ranked = compared.filter((one) => !one.digital && key(one) !== undefined);
  const lowest = Math.min(...ranked.map((one) => key(one)!));
  const first = ranked.filter((one) => key(one) === lowest);
  return first.length > 0 ? { one: first[0], schemes: first.map(({ scheme }) => scheme) } : undefined;
}
