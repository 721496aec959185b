import type { Activation } from './activation.js';

const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/** The scaled exponential linear unit (Klambauer et al., NeurIPS 2017). */
export const selu: Activation = {
  meaning: '1.0507 z for z > 0, else 1.7581 (e^z − 1)',
  symmetry: 'none',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const below = SCALE * ALPHA * Math.exp(Math.min(z[i], 0));
      value[i] = z[i] > 0 ? SCALE * z[i] : SCALE * ALPHA * Math.expm1(z[i]);
      slope[i] = z[i] > 0 ? SCALE : below;
      if (curvature) curvature[i] = z[i] > 0 ? 0 : below;
    }
  },
};
