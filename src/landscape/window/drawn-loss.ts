import type { Objective } from '../../core/maths/objective.js';
import { RandomStream } from '../../core/random-stream.js';

/** A mean over drawn reads, with its standard error. */
export interface DrawnLoss {
  readonly mean: number;
  readonly standardError: number;
  /** L + ½ σ² tr H, what the mean is to second order */
  readonly secondOrder: number;
}

/**
 * The mean loss over reads with white noise, by drawing them. Reads come in pairs θ ± σ z, and the second-order part of each pair,
 * ½ σ² zᵀHz, is replaced by its known mean: so only what is of higher order is left to chance.
 */
export function drawnLoss(
  objective: Objective,
  parameters: Float64Array,
  sigma: number,
  pairs: number,
  seed: number,
): DrawnLoss {
  const { size } = objective;
  const random = new RandomStream(`${seed}/landscape reads`);
  const [z, read, hessian] = [new Float64Array(size), new Float64Array(size), new Float64Array(size * size)];
  const value = objective.hessian(parameters, new Float64Array(size), hessian);
  const valueAt = (sign: number) => {
    for (let i = 0; i < size; i++) read[i] = parameters[i] + sign * sigma * z[i];
    return objective.value(read);
  };
  let [sum, squares, trace] = [0, 0, 0];
  for (let i = 0; i < size; i++) trace += hessian[i * (size + 1)];
  for (let draw = 0; draw < pairs; draw++) {
    random.normals(z, size);
    const rest = (valueAt(1) + valueAt(-1)) / 2 + 0.5 * sigma ** 2 * (trace - curvature(hessian, z));
    sum += rest;
    squares += rest * rest;
  }
  const mean = sum / pairs;
  const standardError = Math.sqrt(Math.max(0, squares / pairs - mean * mean) / (pairs - 1));
  return { mean, standardError, secondOrder: value + 0.5 * sigma ** 2 * trace };
}

/** zᵀHz. */
function curvature(hessian: Float64Array, z: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++)
    for (let k = 0; k < z.length; k++) sum += z[i] * hessian[i * z.length + k] * z[k];
  return sum;
}
