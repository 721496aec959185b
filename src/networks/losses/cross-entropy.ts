import type { Loss } from './loss.js';

/** The cross-entropy of targets with the softmax of the outputs: Σ y (log Σ e^f − f). Targets are shares, and sum to 1. */
export const crossEntropy: Loss = {
  meaning: '−Σ y log softmax(f)',
  fill(outputs, targets, weights, count, slopes) {
    let loss = 0;
    for (let n = 0; n < count; n++) loss += weights[n] * ofSample(outputs, targets, count, n, slopes);
    for (let at = 0; at < targets.length; at += count)
      for (let n = 0; n < count; n++) slopes[at + n] *= weights[n];
    return loss;
  },
  fillCurvature(o, q, outputs, targets, weights, count, curvature) {
    for (let n = 0; n < count; n++) {
      const { most, total } = softmaxScale(outputs, targets.length, count, n);
      const share = Math.exp(outputs[o * count + n] - most) / total;
      const other = Math.exp(outputs[q * count + n] - most) / total;
      curvature[n] = weights[n] * (o === q ? share * (1 - share) : -share * other);
    }
  },
};

function ofSample(
  outputs: Float64Array,
  targets: Float64Array,
  count: number,
  n: number,
  slopes: Float64Array,
): number {
  const { most, total } = softmaxScale(outputs, targets.length, count, n);
  let loss = 0;
  let sum = 0;
  for (let at = n; at < targets.length; at += count) sum += targets[at];
  for (let at = n; at < targets.length; at += count) {
    loss += targets[at] * (Math.log(total) + most - outputs[at]);
    slopes[at] = (sum * Math.exp(outputs[at] - most)) / total - targets[at];
  }
  return loss;
}

/** The largest output of a sample, and the sum of e^(output − largest). */
function softmaxScale(
  outputs: Float64Array,
  length: number,
  count: number,
  n: number,
): { most: number; total: number } {
  let most = -Infinity;
  for (let at = n; at < length; at += count) most = Math.max(most, outputs[at]);
  let total = 0;
  for (let at = n; at < length; at += count) total += Math.exp(outputs[at] - most);
  return { most, total };
}
