import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';

/**
 * How a learner's wishes become pulses, and which weights it computes with afterwards. Whatever a scheme does
 * about write errors lies between these calls.
 */
export interface UpdateScheme {
  /** Brings the devices to where the scheme needs them; called once, before anything else. */
  prepare?(): Promise<void>;
  /** Weighted sums, made with the weights that this scheme lets the learner compute with. */
  multiply(batch: ReadBatch): void | Promise<void>;
  /** Carries out the batch's wishes (`device`, `delta`); fills `pulses`, `conductance` and `weight`. */
  apply(batch: UpdateBatch): void | Promise<void>;
}
