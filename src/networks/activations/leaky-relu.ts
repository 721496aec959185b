import { NONE, type Activation } from './activation.js';

const LEAK = 0.01;

/** The leaky rectified linear unit (Maas et al., ICML 2013). */
export const leakyRelu: Activation = {
  meaning: 'z for z > 0, else 0.01 z',
  symmetry: 'positive-scaling',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      numbers[slope + i] = z > 0 ? 1 : LEAK;
      numbers[value + i] = numbers[slope + i] * z;
      if (curvature !== NONE) numbers[curvature + i] = 0;
    }
  },
};
