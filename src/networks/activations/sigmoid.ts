import { NONE, type Activation } from './activation.js';
import { logistic } from './logistic.js';

/** The logistic function. */
export const sigmoid: Activation = {
  meaning: '1 / (1 + e^−z)',
  symmetry: 'odd-constant',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      const s = logistic(z);
      numbers[value + i] = s;
      numbers[slope + i] = s * (1 - s);
      if (curvature !== NONE) numbers[curvature + i] = numbers[slope + i] * (1 - 2 * s);
    }
  },
};
