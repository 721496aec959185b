import type { CellGrid } from '../../../envs/place-cells.js';
import type { Scene, StateMap } from '../../../envs/scene.js';

/** A condition as the page names it. */
interface ConditionView {
  readonly name: string;
  /** without devices */
  readonly exact: boolean;
  /** devices of a weight */
  readonly devices: number;
  /** its learner acts on a digital copy of its weights */
  readonly digital: boolean;
  /** T of its policy; none for a learner that takes the action with the highest value */
  readonly temperature?: number;
}

/** A run as the page draws it; told once. */
export interface RunView {
  readonly draws: 'run';
  readonly environment: string;
  readonly directory: string;
  readonly episodes: number;
  readonly seeds: number;
  /** episodes that a point of a curve stands for */
  readonly block: number;
  /** episodes at the end whose mean is the result */
  readonly last: number;
  readonly moreIsBetter: boolean;
  readonly shortestPath?: number;
  /** those that are drawn, from the first */
  readonly conditions: readonly ConditionView[];
  /** number of all conditions */
  readonly of: number;
  readonly cells: number;
  /** action of each column of weights; −1 for the critic */
  readonly heads: readonly number[];
  readonly headNames: readonly string[];
  readonly scene?: Scene;
  readonly grid?: CellGrid;
  readonly states?: StateMap;
  /** the state that follows, [state][action], where that is certain */
  readonly next?: readonly (readonly number[])[];
  /** window of each weight's device, cells × heads, siemens */
  readonly windows: readonly (readonly [low: number, high: number])[];
  /** port of the board, if weights are on one */
  readonly board?: string;
}

/** A mean with the reach of its 95 % interval, which needs three seeds. */
export interface MeanView {
  readonly mean: number;
  readonly reach: number | null;
}

/** What a condition came to so far. */
export interface ConditionState {
  /** finished seeds */
  readonly seeds: number;
  /** moves an episode in blocks: means over finished seeds, and two standard errors */
  readonly curve: { readonly mean: readonly number[]; readonly reach: readonly number[] } | null;
  /** moves an episode at the end of learning */
  readonly final: MeanView | null;
  /** a seed in progress */
  readonly now: {
    readonly seed: number;
    readonly episode: number;
    readonly curve: readonly number[];
  } | null;
  /** pulses and reads of a seed: means of those finished, or so far of the one in progress */
  readonly costs: { readonly set: number; readonly reset: number; readonly reads: number } | null;
}

/** The connection to a board. */
export interface LinkView {
  readonly state: 'opening' | 'connected' | 'lost' | 'closed';
  readonly model?: string;
  readonly serial?: string;
  /** frames sent and pieces received */
  readonly sent: number;
  readonly received: number;
  /** seconds since the board was last heard */
  readonly quiet: number | null;
  /** times that the connection was made again */
  readonly reconnected: number;
}

/** How far something has come. */
export interface ProgressView {
  readonly done: number;
  readonly total: number;
  /** share of all work, with seeds in progress */
  readonly share: number;
  /** seconds; null while unknown */
  readonly left: number | null;
}

/** A run now. */
export interface RunState {
  readonly progress: ProgressView;
  /** seeds of each condition that were finished before, when the run was continued; means and curves are without them */
  readonly earlier: number;
  readonly conditions: readonly ConditionState[];
  /** the condition whose weights these are */
  readonly shown: number;
  /** what the devices hold, cells × heads: of the seed in progress, or means over finished seeds */
  readonly weights: readonly number[] | null;
  readonly link: LinkView | null;
}

/** Work that is only counted, such as the tuning before a comparison. */
export interface CountView {
  readonly draws: 'count';
  readonly title: string;
  readonly directory: string;
  /** what is counted, as in "trial runs" */
  readonly what: string;
}

/** Such work now. */
export interface CountState {
  readonly progress: ProgressView;
}

/** A device that is being measured. */
export interface DeviceView {
  readonly draws: 'device';
  readonly title: string;
  /** the file of its readings */
  readonly file: string;
  readonly port: string;
  readonly cycles: number;
  /** pulses of a branch */
  readonly pulses: number;
}

/** Such a device now. */
export interface DeviceState {
  readonly progress: ProgressView;
  readonly cycle: number;
  /** conductance, siemens: of the present cycle, reading by reading */
  readonly present: readonly number[];
  /** of the cycle before */
  readonly before: readonly number[];
  readonly link: LinkView | null;
}

/** How it ended. */
export interface Ending {
  /** what to say, in a sentence */
  readonly sentence: string;
  readonly complete: boolean;
  /** path of the report */
  readonly report?: string;
}

/** All that the page can draw, and the states of each. */
export type LiveView = RunView | CountView | DeviceView;
