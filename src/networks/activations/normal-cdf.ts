import type { Activation } from './activation.js';
import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';

/** The cumulative normal distribution. */
export const normalCdf: Activation = {
  meaning: 'Φ(z), the share of a standard normal distribution below z',
  symmetry: 'odd-constant',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      value[i] = normalCumulative(z[i]);
      slope[i] = normalDensity(z[i]);
      if (curvature) curvature[i] = -z[i] * slope[i];
    }
  },
};
