import { movingMean } from '../score/moving-mean.js';
import type { DetectorSettings } from './detector.js';

/** From the outputs of a network over a clip to a score from 0 to 1 for each frame: probabilities, brought back by the delay, and smoothed. */
export function smoothedScores(
  outputs: ArrayLike<number>,
  { delay, smoothing }: Pick<DetectorSettings, 'delay' | 'smoothing'>,
): Float32Array {
  const last = outputs.length - 1;
  const scores = new Float32Array(outputs.length);
  for (let t = 0; t <= last; t++) scores[t] = 1 / (1 + Math.exp(-outputs[Math.min(t + delay, last)]));
  return movingMean(scores, smoothing);
}
