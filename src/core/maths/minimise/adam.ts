import { adamMoments, adamStep } from './adam-moments.js';
import { descend } from './descent.js';
import type { SlopeFollower } from './minimiser.js';

/** Adam: gradient descent whose rate follows the recent size of each slope (Kingma and Ba, ICLR 2015). */
export function adam(rate: number): SlopeFollower {
  return (objective, parameters, limits, watch) => {
    const gradient = new Float64Array(objective.size);
    const moments = adamMoments(objective.size);
    const place = { parameters, gradient, value: objective.gradient(parameters, gradient) };
    return descend(place, limits, watch, () => {
      adamStep(moments, parameters, gradient, rate);
      place.value = objective.gradient(parameters, gradient);
      return true;
    });
  };
}
