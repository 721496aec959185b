import { descend } from './descent.js';
import type { SlopeFollower } from './minimiser.js';

/** Gradient descent with one rate for all steps. */
export function gradientDescent(rate: number): SlopeFollower {
  return (objective, parameters, limits, watch) => {
    const gradient = new Float64Array(objective.size);
    const place = { parameters, gradient, value: objective.gradient(parameters, gradient) };
    return descend(place, limits, watch, () => {
      for (let i = 0; i < parameters.length; i++) parameters[i] -= rate * gradient[i];
      place.value = objective.gradient(parameters, gradient);
      return true;
    });
  };
}
