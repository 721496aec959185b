import type { Frames } from './frames.js';

/** Frames with what is true of them. */
export interface LabelledFrames {
  readonly frames: Frames;
  /** speech (1) or not (0) */
  readonly labels: Uint8Array;
}
