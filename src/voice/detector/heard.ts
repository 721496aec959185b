import type { Segment } from './segments.js';

/** What a detector made of a sound file. */
export interface Heard {
  readonly seconds: number;
  /** seconds from one frame to the next */
  readonly hop: number;
  /** number of mel bands */
  readonly bands: number;
  /** where bands have their middles, hertz, and the end of the last */
  readonly hertz: ArrayLike<number>;
  /** logarithm of the power: [frame × bands + band] */
  readonly frames: ArrayLike<number>;
  /** score of each frame, from 0 to 1, smoothed */
  readonly score: Float64Array;
  /** there is speech where the score is above it */
  readonly threshold: number;
  readonly segments: readonly Segment[];
}
