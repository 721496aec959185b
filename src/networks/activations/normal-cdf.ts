import { NONE, type Activation } from './activation.js';
import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';

/** The cumulative normal distribution. */
export const normalCdf: Activation = {
  meaning: 'Φ(z), the share of a standard normal distribution below z',
  symmetry: 'odd-constant',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      numbers[value + i] = normalCumulative(z);
      numbers[slope + i] = normalDensity(z);
      if (curvature !== NONE) numbers[curvature + i] = -z * numbers[slope + i];
    }
  },
};
