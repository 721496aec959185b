import type { Activation } from './activation.js';

/** The smooth rectifier. */
export const softplus: Activation = {
  meaning: 'log(1 + e^z)',
  symmetry: 'even-linear',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const small = Math.exp(-Math.abs(z[i]));
      const share = 1 / (1 + small);
      const s = z[i] > 0 ? share : small * share;
      value[i] = Math.max(z[i], 0) + Math.log1p(small);
      slope[i] = s;
      if (curvature) curvature[i] = s * (1 - s);
    }
  },
};
