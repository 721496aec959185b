import type { Activation } from './activation.js';

const LEAK = 0.01;

/** The leaky rectified linear unit (Maas et al., ICML 2013). */
export const leakyRelu: Activation = {
  meaning: 'z for z > 0, else 0.01 z',
  symmetry: 'positive-scaling',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      slope[i] = z[i] > 0 ? 1 : LEAK;
      value[i] = slope[i] * z[i];
      if (curvature) curvature[i] = 0;
    }
  },
};
