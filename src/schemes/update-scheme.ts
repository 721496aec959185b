import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';

/**
 * The rule that turns wanted changes of weights into pulses, and the weights that the learner computes with. What a scheme does
 * about write errors lies between these calls.
 */
export interface UpdateScheme {
  /** Brings the devices to where the scheme needs them; called once, before anything else. */
  prepare?(): Promise<void>;
  /** Weighted sums, made with the weights that this scheme lets the learner compute with. */
  multiply(batch: ReadBatch): void | Promise<void>;
  /** Carries out the wanted changes (`device`, `delta`); fills `pulses`, `conductance` and `weight`. */
  apply(batch: UpdateBatch): void | Promise<void>;
}
