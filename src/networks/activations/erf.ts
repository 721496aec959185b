import type { Activation } from './activation.js';
import { errorFunction, normalDensity } from '../../core/maths/error-function.js';

/** The error function, scaled as in the theory of soft committee machines (Saad and Solla, Phys. Rev. Lett. 74, 1995). */
export const erf: Activation = {
  meaning: 'erf(z / √2)',
  symmetry: 'odd',
  fill(z, count, value, slope, curvature) {
    for (let i = 0; i < count; i++) {
      const density = normalDensity(z[i]);
      value[i] = errorFunction(z[i] * Math.SQRT1_2);
      slope[i] = 2 * density;
      if (curvature) curvature[i] = -z[i] * slope[i];
    }
  },
};
