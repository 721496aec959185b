import { NONE, type Activation } from './activation.js';

/** Half the square. */
export const square: Activation = {
  meaning: 'z² / 2',
  symmetry: 'even',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      numbers[value + i] = 0.5 * z * z;
      numbers[slope + i] = z;
      if (curvature !== NONE) numbers[curvature + i] = 1;
    }
  },
};
