import { NONE, type Activation } from './activation.js';
import { fillSoftplus } from './logistic.js';

/** The asymmetric activation of Expand-and-Cluster: a neuron that uses it has no twin. */
export const g: Activation = {
  meaning: 'sigmoid(4 z) + softplus(z)',
  symmetry: 'none',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      fillSoftplus(4 * z, numbers, value + i, slope + i);
      const steep = numbers[slope + i];
      const ramp = 4 * steep * (1 - steep);
      fillSoftplus(z, numbers, value + i, slope + i);
      const s = numbers[slope + i];
      numbers[value + i] += steep;
      numbers[slope + i] = ramp + s;
      if (curvature !== NONE) numbers[curvature + i] = 4 * ramp * (1 - 2 * steep) + s * (1 - s);
    }
  },
};
