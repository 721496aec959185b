import { NONE, type Activation } from './activation.js';

/** The rectified linear unit. Its derivative at 0 is taken as 0. */
export const relu: Activation = {
  meaning: 'max(z, 0)',
  symmetry: 'positive-scaling',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      numbers[value + i] = Math.max(z, 0);
      numbers[slope + i] = z > 0 ? 1 : 0;
      if (curvature !== NONE) numbers[curvature + i] = 0;
    }
  },
};
