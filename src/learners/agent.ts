import type { Step } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import type { UpdateBatch } from '../core/update-batch.js';

/** Something that acts and learns from what came of it. On a physical board both take a while. */
export interface Agent {
  /** the device updates of the last learning step: requested change, pulses and outcome side by side */
  readonly batch: UpdateBatch;
  /** Chooses an action. */
  act(observation: Observation): number | Promise<number>;
  /** Learns from the last action. @param next what the agent sees after it */
  learn(step: Step, next: Observation): void | Promise<void>;
  /** Takes the action that another agent took, as if it were its own; for memories that answer in the call. */
  follow?(observation: Observation, action: number): void;
}
