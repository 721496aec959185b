import { NONE, type Activation } from './activation.js';

const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/** The scaled exponential linear unit (Klambauer et al., NeurIPS 2017). */
export const selu: Activation = {
  meaning: '1.0507 z for z > 0, else 1.7581 (e^z − 1)',
  symmetry: 'none',
  fill(numbers, at, length, value, slope, curvature) {
    for (let i = 0; i < length; i++) {
      const z = numbers[at + i];
      const below = SCALE * ALPHA * Math.exp(Math.min(z, 0));
      numbers[value + i] = z > 0 ? SCALE * z : SCALE * ALPHA * Math.expm1(z);
      numbers[slope + i] = z > 0 ? SCALE : below;
      if (curvature !== NONE) numbers[curvature + i] = z > 0 ? 0 : below;
    }
  },
};
