import type { Activation } from './activation.js';

/** The identity: a linear layer. */
export const identity: Activation = {
  meaning: 'z',
  symmetry: 'odd',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      value[i] = z[i];
      slope[i] = 1;
      if (curvature) curvature[i] = 0;
    }
  },
};
