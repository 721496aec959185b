import { limitedMemoryBfgs } from '../../core/maths/minimise/limited-memory-bfgs.js';
import type { Objective } from '../../core/maths/objective.js';
import type { Frames } from '../features/frames.js';
import type { LabelledFrames } from '../features/labelled-frames.js';

/** A logistic regression on a frame and its neighbours. */
export interface LogisticDetector {
  /** frames that count before and after a frame */
  readonly reach: number;
  /** of each band, over the training data */
  readonly means: Float64Array;
  readonly spreads: Float64Array;
  /** [neighbour × bands + band], then the bias; in units of the spreads */
  readonly weights: Float64Array;
}

const REACH = 5;
/** Share of ½|w|² that is added to the mean loss. */
const DECAY = 1e-4;
const LIMITS = { iterations: 60, gradientMax: 1e-5 };

/**
 * Trains on the cross-entropy of 11 frames: five before, the frame, and five after. The loss is convex, so that no seed is drawn; L-BFGS goes down
 * it. @param stride frames from one that counts to the next
 */
export function trainLogistic(clips: readonly LabelledFrames[], stride = 2): LogisticDetector {
  const { means, spreads } = standard(clips);
  const { bands } = clips[0].frames;
  const size = (2 * REACH + 1) * bands;
  const rows: Float32Array[] = [];
  const wanted: number[] = [];
  for (const { frames, labels } of clips) {
    const padded = standardised(frames, means, spreads);
    for (let t = 0; t < frames.count; t += stride) {
      rows.push(padded.subarray(t * bands, t * bands + size));
      wanted.push(labels[t]);
    }
  }
  const weights = new Float64Array(size + 1);
  limitedMemoryBfgs(crossEntropy(rows, wanted, size), weights, LIMITS);
  return { reach: REACH, means, spreads, weights };
}

/** The log-odds of speech, frame by frame; each waits for the five frames after it (50 ms). */
export function logisticScores({ means, spreads, weights }: LogisticDetector, frames: Frames): Float32Array {
  const padded = standardised(frames, means, spreads);
  return Float32Array.from({ length: frames.count }, (_, t) =>
    logOdds(weights, padded.subarray(t * frames.bands, t * frames.bands + weights.length - 1)),
  );
}

function logOdds(weights: Float64Array, row: Float32Array): number {
  let sum = weights[row.length];
  for (let i = 0; i < row.length; i++) sum += weights[i] * row[i];
  return sum;
}

function standard(clips: readonly LabelledFrames[]): { means: Float64Array; spreads: Float64Array } {
  const { bands } = clips[0].frames;
  const [sums, squares] = [new Float64Array(bands), new Float64Array(bands)];
  let total = 0;
  for (const { frames } of clips) {
    total += frames.count;
    for (const [i, value] of frames.values.entries()) {
      sums[i % bands] += value;
      squares[i % bands] += value * value;
    }
  }
  const means = sums.map((sum) => sum / total);
  return { means, spreads: squares.map((square, b) => Math.sqrt(square / total - means[b] ** 2) || 1) };
}

/** Standardised frames, with the first and the last one repeated before and after them. */
function standardised(
  { count, bands, values }: Frames,
  means: Float64Array,
  spreads: Float64Array,
): Float32Array {
  const padded = new Float32Array((count + 2 * REACH) * bands);
  for (let t = 0; t < count + 2 * REACH; t++) {
    const from = Math.max(0, Math.min(count - 1, t - REACH)) * bands;
    for (let b = 0; b < bands; b++) padded[t * bands + b] = (values[from + b] - means[b]) / spreads[b];
  }
  return padded;
}

function crossEntropy(rows: readonly Float32Array[], wanted: readonly number[], size: number): Objective {
  const gradient = (weights: Float64Array, slopes: Float64Array) => {
    slopes.fill(0);
    let loss = 0;
    for (const [n, row] of rows.entries()) {
      const odds = logOdds(weights, row);
      // ln(1 + e^odds) − wanted · odds, without overflow.
      loss += Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - wanted[n] * odds;
      const error = 1 / (1 + Math.exp(-odds)) - wanted[n];
      for (let i = 0; i < size; i++) slopes[i] += error * row[i];
      slopes[size] += error;
    }
    for (let i = 0; i <= size; i++) slopes[i] = slopes[i] / rows.length + DECAY * weights[i];
    return loss / rows.length + (DECAY / 2) * weights.reduce((sum, weight) => sum + weight * weight, 0);
  };
  const unused = new Float64Array(size + 1);
  return {
    size: size + 1,
    value: (weights) => gradient(weights, unused),
    gradient,
    hessian: () => {
      throw new Error('the minimiser of a logistic regression uses no Hessian');
    },
  };
}
