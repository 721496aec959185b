import type { Learning } from './condition.js';

/** What a run learned, and how it went. */
export interface Learned {
  readonly seed: number;
  readonly learning: Learning;
  /** what the devices hold, cells × (1 + actions), critic first */
  readonly weights: Float64Array;
  readonly cells: number;
  /** moves of each episode */
  readonly steps: Int32Array;
  readonly stepLimit: number;
}
