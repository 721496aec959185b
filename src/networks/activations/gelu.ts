import type { Activation } from './activation.js';
import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';

/** The Gaussian error linear unit, exact (Hendrycks and Gimpel, arXiv:1606.08415). */
export const gelu: Activation = {
  meaning: 'z Φ(z)',
  symmetry: 'even-linear',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const density = normalDensity(z[i]);
      const share = normalCumulative(z[i]);
      value[i] = z[i] * share;
      slope[i] = share + z[i] * density;
      if (curvature) curvature[i] = density * (2 - z[i] * z[i]);
    }
  },
};
