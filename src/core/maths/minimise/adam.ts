import { descend } from './descent.js';
import type { SlopeFollower } from './minimiser.js';

/** How slowly the means of the gradient and of its square forget, and what keeps a rate finite. */
const [MEAN, SQUARE, LEAST] = [0.9, 0.999, 1e-8];

/** Adam: gradient descent whose rate follows the recent size of each slope (Kingma and Ba, ICLR 2015). */
export function adam(rate: number): SlopeFollower {
  return (objective, parameters, limits, watch) => {
    const column = () => new Float64Array(objective.size);
    const [gradient, mean, square] = [column(), column(), column()];
    const place = { parameters, gradient, value: objective.gradient(parameters, gradient) };
    return descend(place, limits, watch, (_, iteration) => {
      const meanShare = 1 - MEAN ** (iteration + 1);
      const squareShare = 1 - SQUARE ** (iteration + 1);
      for (let i = 0; i < parameters.length; i++) {
        mean[i] = MEAN * mean[i] + (1 - MEAN) * gradient[i];
        square[i] = SQUARE * square[i] + (1 - SQUARE) * gradient[i] * gradient[i];
        parameters[i] -= (rate * mean[i]) / meanShare / (Math.sqrt(square[i] / squareShare) + LEAST);
      }
      place.value = objective.gradient(parameters, gradient);
      return true;
    });
  };
}
