import { NONE, type Activation } from './activation.js';

/** The identity: a linear layer. */
export const identity: Activation = {
  meaning: 'z',
  symmetry: 'odd',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      numbers[value + i] = z;
      numbers[slope + i] = 1;
      if (curvature !== NONE) numbers[curvature + i] = 0;
    }
  },
};
