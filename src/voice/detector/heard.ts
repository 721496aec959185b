import type { DetectorSettings } from './detector.js';
import type { DetectorActivity } from './event-scores.js';
import type { FrameTimes, Segment } from './segments.js';

/** What a detector made of a sound. */
export interface Heard extends FrameTimes {
  /** score of each frame, from 0 to 1, smoothed */
  readonly score: Float32Array;
  /** there is speech where the score is above it */
  readonly threshold: number;
  /** 1 where there is speech, 0 elsewhere, for each frame */
  readonly isSpeech: Uint8Array;
  readonly segments: readonly Segment[];
  /** what the network did: frames, spikes and synaptic events */
  readonly activity: Readonly<DetectorActivity>;
  readonly settings: DetectorSettings;
}
