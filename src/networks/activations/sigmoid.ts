import type { Activation } from './activation.js';
import { logistic } from './logistic.js';

/** The logistic function. */
export const sigmoid: Activation = {
  meaning: '1 / (1 + e^−z)',
  symmetry: 'odd-constant',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const s = logistic(z[i]);
      value[i] = s;
      slope[i] = s * (1 - s);
      if (curvature) curvature[i] = slope[i] * (1 - 2 * s);
    }
  },
};
