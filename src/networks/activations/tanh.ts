import { NONE, type Activation } from './activation.js';

/** The hyperbolic tangent. */
export const tanh: Activation = {
  meaning: 'tanh z',
  symmetry: 'odd',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      const t = Math.tanh(z);
      numbers[value + i] = t;
      numbers[slope + i] = 1 - t * t;
      if (curvature !== NONE) numbers[curvature + i] = -2 * t * numbers[slope + i];
    }
  },
};
