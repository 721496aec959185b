import type { FlowPlan } from '../../flow/flow-plan.js';
import type { Condition } from '../condition.js';

/** One way for a network to learn on devices: every choice made but the range, which may follow from the flow. */
export interface NetworkCondition extends Condition {
  /** how signed weights are held */
  readonly signed: string;
  /** largest weight of either sign; left out for one that holds the weights of the flow */
  readonly range?: number;
  /** how much of the slope a step goes down */
  readonly rate: number;
  /** samples of each step, drawn at random; left out for all of them */
  readonly batch?: number;
}

/** How a network learns on devices, beside its flow. */
export interface DevicesPlan {
  /** "almond8", or the path of a device file */
  readonly file: string;
  /** seed of the weights from which all runs start; left out where each seed has a start of its own */
  readonly start?: number;
  readonly conditions: readonly NetworkCondition[];
}

/** A file of `memloop flow`, complete and checked, with learning on devices if it asks for that. */
export interface FlowFilePlan extends FlowPlan {
  readonly devices?: DevicesPlan;
}
