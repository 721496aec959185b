import type { Activation } from './activation.js';
import { logistic } from './logistic.js';

/** The sigmoid linear unit. */
export const silu: Activation = {
  meaning: 'z / (1 + e^−z)',
  symmetry: 'even-linear',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const s = logistic(z[i]);
      const ramp = s * (1 - s);
      value[i] = z[i] * s;
      slope[i] = s + z[i] * ramp;
      if (curvature) curvature[i] = ramp * (2 + z[i] * (1 - 2 * s));
    }
  },
};
