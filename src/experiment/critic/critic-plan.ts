import type { RewardChain } from '../../core/reward-chain.js';
import type { Condition } from '../condition.js';

/** One way for a critic to learn on devices. */
export interface CriticCondition extends Condition {
  /** learning rate α */
  readonly rate: number;
}

/** A critic beside its flow: a file of `memloop flow` with a task, complete and checked. */
export interface CriticPlan {
  readonly task: string;
  readonly chain: RewardChain;
  /** probability of each action, the same in all states */
  readonly policy: readonly number[];
  readonly discount: number;
  readonly seeds: number;
  readonly firstSeed: number;
  /** times at which it is seen, ascending and above 0; the last one is its end */
  readonly times: readonly number[];
  /** "almond8", or the path of a device file */
  readonly file: string;
  readonly conditions: readonly CriticCondition[];
}
