import type { LeastSquaresObjective, Objective } from '../../core/maths/objective.js';
import type { Settings, SettingShape } from '../../core/setting.js';

/** How far a method goes, and how exactly. */
export interface Reach {
  /** times at which a flow is seen, ascending and above 0; the last one is its end */
  readonly times: readonly number[];
  /** allowed error of a step of a flow, absolute and relative */
  readonly tolerance: number;
  /** attempts of steps of a flow at most */
  readonly attempts: number;
  /** iterations of other methods at most */
  readonly iterations: number;
  /** largest component of the gradient that counts as zero */
  readonly gradient: number;
}

/** How a method ended. */
export interface MethodEnd {
  readonly ending: 'finished' | 'fixed point' | 'exhausted' | 'stuck' | 'not finite';
  /** time of a flow, or number of iterations */
  readonly clock: number;
  /** steps that a method took */
  readonly steps: number;
}

/** Sees where a method is: the start at 0, then each time to be seen, or each iteration. */
export type See = (clock: number, parameters: Float64Array, loss: number, gradientMax: number) => void;

/** A way down a loss. */
export interface FlowMethod {
  /** one phrase for listings */
  readonly meaning: string;
  /** what its clock counts */
  readonly clock: 'time' | 'iterations';
  readonly settings: SettingShape;
  /** whether it needs a loss that is made of samples */
  readonly needsSamples?: true;
  /** whether it takes slopes as they are, and asks for no curvature and no descent: then slopes may be stand-ins */
  readonly takesCoarse?: true;
  /** Follows it; parameters hold the start, and then the end. */
  follow(
    objective: Objective | LeastSquaresObjective,
    parameters: Float64Array,
    reach: Reach,
    settings: Settings,
    see: See,
  ): MethodEnd;
}
