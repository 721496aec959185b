import type { Learning } from '../src/core/learning.js';
import type { RewardChain } from '../src/core/reward-chain.js';
import type { Streams } from '../src/core/random-stream.js';
import type { Settings, SettingShape } from '../src/core/setting.js';
import type { Environment } from './environment.js';
import type { CellGrid } from './place-cells.js';
import type { Scene, StateMap } from './scene.js';
import type { Watch } from './watched.js';

/** A condition as in an experiment file. */
interface DefaultCondition extends Partial<Learning> {
  name: string;
  bank: string;
  noise?: 'none' | 'write' | 'read' | 'pulse' | 'preset';
  sigma?: number;
  scheme?: string;
  learner?: string;
}

/** What an experiment is set to where it says nothing. */
interface TaskDefaults extends Learning {
  readonly seeds: number;
  readonly episodes: number;
  readonly stepLimit: number;
  readonly conditions: readonly DefaultCondition[];
}

/** How correction schemes are compared in a task. */
interface ComparisonDefaults {
  /** device model */
  readonly bank: string;
  readonly full: { readonly seeds: number; readonly episodes?: number };
  readonly quick: { readonly seeds: number; readonly episodes?: number };
  /** settings of schemes that suit the task, by scheme */
  readonly schemeSettings?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A task with its settings: what the agent sees of it, and what is known of it. */
export interface Task {
  /** length of an observation: rows of the crossbar */
  readonly cells: number;
  readonly actions: number;
  /** where the cells lie, for tasks in the plane */
  readonly grid?: CellGrid;
  /** what maps are drawn on, for tasks in the plane */
  readonly scene?: Scene;
  /** what visits of states are drawn on, for tasks with numbered states */
  readonly states?: StateMap;
  /** the state that follows, [state][action], where that is certain */
  readonly next?: readonly (readonly number[])[];
  /** all transitions with their rewards, where they are certain and cells are states */
  readonly chain?: RewardChain;
  /** fewest moves of an episode, if known */
  readonly shortestPath?: number;
  /** A fresh environment. @param watch is told where the agent is, in the task's own terms */
  environment(random: Streams, watch?: Watch): Environment;
  /** The environment in which a learned policy is evaluated; by default a fresh one. @param episodes that were learned */
  evaluation?(random: Streams, episodes: number): Environment;
  /** The true value of each cell under a policy. @param policy probabilities, [cell][action] */
  exactValue?(policy: readonly (readonly number[])[], discount: number): number[];
}

/** Figures of a report that can have a name of their own, such as that of an article. */
type FigureName = 'task' | 'steps' | 'criticWeights' | 'policy' | 'value';

/** A task as experiments know it: what can be set, how it is learned by default, and how it is made. */
export interface TaskKind<Name extends string = string> {
  /** what it is, as a phrase */
  readonly meaning: string;
  readonly settings: SettingShape<Name>;
  readonly defaults: TaskDefaults;
  /** how correction schemes are compared by their steps; none where more steps are better */
  readonly comparison?: ComparisonDefaults;
  /** its weights are named like the roles of measured devices (C3, A4_1), which are placed by name */
  readonly placedByRole?: true;
  /** an observation has one active cell, so that errors can be followed from visit to visit (`memloop anatomy`) */
  readonly oneHot?: true;
  /** there is a published program for it, which counts an episode without an end as no steps */
  readonly published?: true;
  /** an agent that learns makes more steps an episode, not fewer: it keeps something up */
  readonly moreIsBetter?: true;
  /** file names of figures, where a report has others than its own */
  readonly figures?: Readonly<Partial<Record<FigureName, string>>>;
  make(settings: Settings<Name>): Task;
}
