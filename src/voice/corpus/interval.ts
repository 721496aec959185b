import { FRAME_RATE } from '../features/frames.js';

/** A part of a sound, in s. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Half of a frame's window, in s. */
const MIDDLE = 0.0125;

/** Whether each frame is speech (1) or not (0): an interval holds the middle of its window. */
export function frameLabels(speech: readonly Interval[], count: number): Uint8Array {
  const labels = new Uint8Array(count);
  const frameFrom = (time: number) => Math.max(0, Math.ceil((time - MIDDLE) * FRAME_RATE - 1e-6));
  for (const { start, end } of speech) labels.fill(1, frameFrom(start), frameFrom(end));
  return labels;
}
