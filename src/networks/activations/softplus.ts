import { NONE, type Activation } from './activation.js';
import { fillSoftplus } from './logistic.js';

/** The smooth rectifier. */
export const softplus: Activation = {
  meaning: 'log(1 + e^z)',
  symmetry: 'even-linear',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      fillSoftplus(numbers[at + i], numbers, value + i, slope + i);
      const s = numbers[slope + i];
      if (curvature !== NONE) numbers[curvature + i] = s * (1 - s);
    }
  },
};
