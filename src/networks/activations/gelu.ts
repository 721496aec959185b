import { NONE, type Activation } from './activation.js';
import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';

/** The Gaussian error linear unit, exact (Hendrycks and Gimpel, arXiv:1606.08415). */
export const gelu: Activation = {
  meaning: 'z Φ(z)',
  symmetry: 'even-linear',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      const density = normalDensity(z);
      const share = normalCumulative(z);
      numbers[value + i] = z * share;
      numbers[slope + i] = share + z * density;
      if (curvature !== NONE) numbers[curvature + i] = density * (2 - z * z);
    }
  },
};
