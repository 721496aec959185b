import { NONE, type Activation } from './activation.js';
import { logistic } from './logistic.js';

/** The sigmoid linear unit. */
export const silu: Activation = {
  meaning: 'z / (1 + e^−z)',
  symmetry: 'even-linear',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      const s = logistic(z);
      const ramp = s * (1 - s);
      numbers[value + i] = z * s;
      numbers[slope + i] = s + z * ramp;
      if (curvature !== NONE) numbers[curvature + i] = ramp * (2 + z * (1 - 2 * s));
    }
  },
};
