import type { Activation } from './activation.js';
import { logistic } from './logistic.js';

/** The asymmetric activation of Expand-and-Cluster: a neuron that uses it has no twin. */
export const g: Activation = {
  meaning: 'sigmoid(4 z) + softplus(z)',
  symmetry: 'none',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const small = Math.exp(-Math.abs(z[i]));
      const share = 1 / (1 + small);
      const s = z[i] > 0 ? share : small * share;
      const steep = logistic(4 * z[i]);
      const ramp = 4 * steep * (1 - steep);
      value[i] = steep + Math.max(z[i], 0) + Math.log1p(small);
      slope[i] = ramp + s;
      if (curvature) curvature[i] = 4 * ramp * (1 - 2 * steep) + s * (1 - s);
    }
  },
};
