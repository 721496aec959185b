import { dampedGaussNewton } from '../../core/maths/minimise/damped-gauss-newton.js';
import type { LeastSquaresObjective, Objective } from '../../core/maths/objective.js';
import { spectrumAt } from '../spectrum.js';

/** A point where the slope vanishes, with the number of ways down from it: 0 at a minimum. */
export interface CriticalPoint {
  readonly loss: number;
  readonly gradientMax: number;
  readonly negative: number;
  readonly flat: number;
}

/** Slopes up to it vanish; weights beyond are on their way to infinity. */
const [FLOOR, FAR] = [1e-9, 1e2];
const LIMITS = { iterations: 200, gradientMax: 1e-15 };

/** The critical point that a search for ‖∇L‖ = 0 finds from a start, saddles included; undefined where it finds none. */
export function criticalPoint(objective: Objective, start: Float64Array): CriticalPoint | undefined {
  const point = start.slice();
  dampedGaussNewton(slopeOf(objective), point, LIMITS);
  if (!(point.reduce((most, value) => Math.max(most, Math.abs(value)), 0) < FAR)) return undefined;
  const { loss, gradientMax, negative, flat } = spectrumAt(objective, point);
  return gradientMax <= FLOOR ? { loss, gradientMax, negative, flat } : undefined;
}

/** ½ ‖∇L‖² as least squares: its Gauss–Newton matrix is H². */
function slopeOf(objective: Objective): LeastSquaresObjective {
  const { size } = objective;
  const [slope, hessian] = [new Float64Array(size), new Float64Array(size * size)];
  const gaussNewton = (parameters: Float64Array, gradient: Float64Array, matrix: Float64Array) => {
    objective.hessian(parameters, slope, hessian);
    let value = 0;
    for (let i = 0; i < size; i++) {
      value += 0.5 * slope[i] * slope[i];
      gradient[i] = 0;
      for (let k = 0; k < size; k++) {
        gradient[i] += hessian[i * size + k] * slope[k];
        let sum = 0;
        for (let j = 0; j < size; j++) sum += hessian[i * size + j] * hessian[j * size + k];
        matrix[i * size + k] = sum;
      }
    }
    return value;
  };
  const matrix = new Float64Array(size * size);
  const gradient = (parameters: Float64Array, out: Float64Array) => gaussNewton(parameters, out, matrix);
  return {
    size,
    gaussNewton,
    gradient,
    hessian: gaussNewton,
    value: (parameters) => gradient(parameters, new Float64Array(size)),
  };
}
