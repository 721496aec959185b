import type { Activation } from './activation.js';

/** Half the square. */
export const square: Activation = {
  meaning: 'z² / 2',
  symmetry: 'even',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      value[i] = 0.5 * z[i] * z[i];
      slope[i] = z[i];
      if (curvature) curvature[i] = 1;
    }
  },
};
