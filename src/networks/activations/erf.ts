import { NONE, type Activation } from './activation.js';
import { errorFunction, normalDensity } from '../../core/maths/error-function.js';

/** The error function, scaled as in the theory of soft committee machines (Saad and Solla, Phys. Rev. Lett. 74, 1995). */
export const erf: Activation = {
  meaning: 'erf(z / √2)',
  symmetry: 'odd',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      const density = normalDensity(z);
      numbers[value + i] = errorFunction(z * Math.SQRT1_2);
      numbers[slope + i] = 2 * density;
      if (curvature !== NONE) numbers[curvature + i] = -z * numbers[slope + i];
    }
  },
};
