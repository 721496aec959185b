import type { Learning } from '../core/learning.js';
import type { RandomStream } from '../core/random-stream.js';
import type { Settings, SettingShape } from '../core/setting.js';
import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { Agent } from './agent.js';

/** A column of the crossbar, and how its weights are called. */
export interface Head {
  /** "critic", "action 0", "Q of action 0" */
  readonly name: string;
  /** the action whose preference or value it holds; none for a critic */
  readonly action?: number;
  /** the weight of a cell as devices and boards call it: C3, A4_1, Q4_1 */
  role(cell: number): string;
  /** the same as tables call it: w3, a4_1, q4_1 */
  column(cell: number): string;
}

/** What a learner is made of. */
export interface LearnerParts {
  /** reads and writes the weights, cells × heads */
  readonly scheme: UpdateScheme;
  readonly learning: Learning;
  /** for the choice of actions */
  readonly random: RandomStream;
  readonly cells: number;
  readonly actions: number;
}

/** A learner as experiments know it: what can be set, which columns it has, and what its weights mean. */
export interface LearnerKind<Name extends string = string> {
  /** what it learns, as a phrase */
  readonly meaning: string;
  readonly settings: SettingShape<Name>;
  /** The columns of its crossbar in their order. */
  heads(actions: number): readonly Head[];
  make(parts: LearnerParts, settings: Settings<Name>): Agent;
  /** The value that it expects. @param sums Σ_j w_j x_j of each head */
  value(sums: Float64Array, settings: Settings<Name>): number;
  /** The odds of the actions under the policy whose value that is, not normalised, into `out`. @param sums Σ_j w_j x_j of each head */
  odds(sums: Float64Array, learning: Learning, out: Float64Array, settings: Settings<Name>): void;
}
