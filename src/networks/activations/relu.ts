import type { Activation } from './activation.js';

/** The rectified linear unit. Its derivative at 0 is taken as 0. */
export const relu: Activation = {
  meaning: 'max(z, 0)',
  symmetry: 'positive-scaling',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      value[i] = Math.max(z[i], 0);
      slope[i] = z[i] > 0 ? 1 : 0;
      if (curvature) curvature[i] = 0;
    }
  },
};
