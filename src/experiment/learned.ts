import type { Learning } from '../core/learning.js';
import type { Settings } from '../core/setting.js';
import type { LearnerKind } from '../learners/learner-kind.js';

/** What a run learned, and how it went. */
export interface Learned {
  readonly seed: number;
  readonly learner: LearnerKind;
  readonly learning: Learning;
  /** of the learner */
  readonly settings: Settings;
  /** what the devices hold, cells × heads */
  readonly weights: Float64Array;
  readonly cells: number;
  readonly actions: number;
  /** moves of each episode */
  readonly steps: Int32Array;
  readonly stepLimit: number;
}
