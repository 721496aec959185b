import { factorCholesky, solveCholesky } from '../linear/cholesky.js';
import { dot } from '../vectors.js';
import { descend, type Place } from './descent.js';
import { largest, type LeastSquaresMinimiser } from './minimiser.js';

/** Damping at first, as a share of the largest diagonal element, and the most of it that is tried. */
const [FIRST, MOST] = [1e-3, 1e20];

/** Levenberg and Marquardt: the Gauss–Newton matrix with a damping that follows success (Nielsen, IMM-REP-1999-05, Technical University of Denmark). */
export const dampedGaussNewton: LeastSquaresMinimiser = (objective, parameters, limits, watch) => {
  const { size } = objective;
  const column = () => new Float64Array(size);
  const [gradient, step, trial, trialGradient] = Array.from({ length: 4 }, column);
  const square = () => new Float64Array(size * size);
  const [matrix, factor, trialMatrix] = Array.from({ length: 3 }, square);
  const place: Place = { parameters, gradient, value: objective.gaussNewton(parameters, gradient, matrix) };
  let damping = 0;
  for (let i = 0; i < size; i++) damping = Math.max(damping, FIRST * matrix[i * size + i]);
  let growth = 2;
  return descend(place, limits, watch, () => {
    const most = MOST * (1 + largest(matrix));
    while (damping <= most) {
      factor.set(matrix);
      for (let i = 0; i < size; i++) [factor[i * size + i], step[i]] = [factor[i * size + i] + damping, -gradient[i]];
      if (factorCholesky(factor, size)) {
        solveCholesky(factor, size, step);
        for (let i = 0; i < size; i++) trial[i] = parameters[i] + step[i];
        const value = objective.gaussNewton(trial, trialGradient, trialMatrix);
        const promised = 0.5 * (damping * dot(step, step) - dot(step, gradient));
        const gain = (place.value - value) / promised;
        // Near the end, values differ by rounding alone.
        const isNearer = largest(trialGradient) < largest(gradient) && value <= place.value + 1e-9 * Math.abs(place.value);
        if (gain > 0 || isNearer) {
          parameters.set(trial);
          gradient.set(trialGradient);
          matrix.set(trialMatrix);
          place.value = value;
          damping *= isNearer && !(gain > 0.25) ? 0.5 : Math.max(1 / 3, 1 - (2 * gain - 1) ** 3);
          growth = 2;
          return true;
        }
      }
      damping = Math.max(damping, Number.MIN_VALUE) * growth;
      growth *= 2;
    }
    return false;
  });
}; // prettier-ignore
