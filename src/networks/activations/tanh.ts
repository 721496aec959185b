import type { Activation } from './activation.js';

/** The hyperbolic tangent. */
export const tanh: Activation = {
  meaning: 'tanh z',
  symmetry: 'odd',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const t = Math.tanh(z[i]);
      value[i] = t;
      slope[i] = 1 - t * t;
      if (curvature) curvature[i] = -2 * t * slope[i];
    }
  },
};
