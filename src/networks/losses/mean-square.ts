import type { Loss } from './loss.js';

/** The squared error: Σ (f − y)², summed over outputs, without a factor ½. */
export const meanSquare: Loss = {
  meaning: 'Σ (f − y)²',
  fill(outputs, targets, weights, count, slopes) {
    let loss = 0;
    for (let at = 0; at < targets.length; at += count)
      for (let n = 0; n < count; n++) {
        const error = outputs[at + n] - targets[at + n];
        const weighted = weights[n] * error;
        loss += weighted * error;
        slopes[at + n] = 2 * weighted;
      }
    return loss;
  },
  fillCurvature(o, q, _outputs, _targets, weights, count, curvature) {
    for (let n = 0; n < count; n++) curvature[n] = o === q ? 2 * weights[n] : 0;
  },
};
