import type { BranchNoise } from '../noise-split/branch-noise.js';
import type { NoiseSplit } from '../noise-split/split-noise.js';

/** A branch in which telegraph noise is looked for. */
export interface SearchedBranch {
  /** [cycle][pulses since the lower end] */
  readonly rises: readonly Float64Array[];
  readonly noise: BranchNoise;
  readonly split: NoiseSplit;
  /** 1 where a rise is a rise of the conductance (SET), −1 where it is a fall (RESET) */
  readonly upward: 1 | -1;
}
