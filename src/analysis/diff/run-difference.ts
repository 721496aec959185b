import type { CostName } from '../../experiment/comparison-plan.js';
import type { IntervalEstimate } from '../statistics/interval-estimate.js';
import type { Verdict } from '../statistics/verdicts.js';
import type { SeedPairs } from './seed-pairs.js';
import type { SettingChange } from './setting-changes.js';

/** What is compared of two conditions: final steps, costs of the whole run, and the error of the critic. */
export const quantityNames = ['steps', 'pulses', 'reads', 'energy', 'valueError'] as const;
export type QuantityName = (typeof quantityNames)[number];
/** Quantities that are costs. */
export const comparedCosts = ['pulses', 'reads', 'energy'] as const satisfies readonly CostName[];

/** A quantity of two conditions: the mean of each, and the mean of the seeds' differences, B − A. */
export interface QuantityDifference {
  a: number;
  b: number;
  difference: IntervalEstimate;
  /** two-sided, of this quantity alone */
  p: number;
  /** exactly the same with every seed */
  same: boolean;
}

/** A condition of A and one of B. */
export interface ConditionDifference {
  a: string;
  b: string;
  /** settings of the two conditions that differ */
  changes: SettingChange[];
  /** null where a run does not know a quantity */
  quantities: Record<QuantityName, QuantityDifference | null>;
  /** p-value of the final steps, corrected for all pairs of conditions (Holm) */
  corrected: number;
  verdict: Verdict;
}

/** One of the two runs. */
interface ComparedRun {
  directory: string;
  seeds: number;
  /** names of conditions whose learner acts on a digital copy of its weights */
  digital: string[];
}

/** What `memloop diff` finds between two finished runs. */
export interface RunDifference {
  environment: string;
  /** more steps are better in this task */
  moreIsBetter: boolean;
  a: ComparedRun;
  b: ComparedRun;
  seeds: SeedPairs;
  /** what differs between the runs as a whole */
  changes: SettingChange[];
  pairs: ConditionDifference[];
  /** conditions without a partner */
  left: { a: string[]; b: string[] };
}
