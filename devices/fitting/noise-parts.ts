import { PINK_READS, pinkCorrelation } from '../noise/read-noise.js';

/** One part of the noise at unit variance, as the covariance C between the readings after i and j pulses. */
export interface NoiseModel {
  readonly covariance: (i: number, j: number) => number;
  /** C q, without building C */
  readonly times: (q: Float64Array) => Float64Array;
}

/** The three parts of the noise: white and 1/f-like read noise, and the error that each pulse leaves in the device (a random walk). */
export const NOISE_PARTS = ['white', 'pink', 'accumulating'] as const;
export type NoisePart = (typeof NOISE_PARTS)[number];

/** The covariance of each part. */
export const noiseModels: Record<NoisePart, NoiseModel> = {
  white: { covariance: (i, j) => (i === j ? 1 : 0), times: (q) => q },
  pink: { covariance: (i, j) => pinkCorrelation(Math.abs(i - j)), times: timesPink },
  accumulating: { covariance: Math.min, times: timesRandomWalk },
};

/** Noise that keeps a share of its correlation from reading to reading, as telegraph noise does: the covariance is share^|i − j|. */
export function exponentialModel(share: number): NoiseModel {
  return {
    covariance: (i, j) => share ** Math.abs(i - j),
    times: (q) => addExponential(new Float64Array(q.length), q, share, 1),
  };
}

function timesPink(q: Float64Array): Float64Array {
  const product = new Float64Array(q.length);
  for (const reads of PINK_READS) addExponential(product, q, Math.exp(-1 / reads), PINK_READS.length);
  return product;
}

/** Adds 1/parts of Σⱼ share^|i − j| qⱼ: a decaying sum over the past and one over the future. */
function addExponential(product: Float64Array, q: Float64Array, share: number, parts: number): Float64Array {
  for (let i = 0, past = 0; i < q.length; i++) {
    past = share * past + q[i];
    product[i] += past / parts;
  }
  for (let i = q.length - 1, future = 0; i >= 0; i--) {
    product[i] += future / parts;
    future = share * (future + q[i]);
  }
  return product;
}

/** Σⱼ min(i, j) qⱼ: every reading from k on contains the step of pulse k. */
function timesRandomWalk(q: Float64Array): Float64Array {
  const product = new Float64Array(q.length);
  for (let k = q.length - 1, later = 0; k > 0; k--) {
    later += q[k];
    product[k] = later;
  }
  for (let i = 1; i < q.length; i++) product[i] += product[i - 1];
  return product;
}
