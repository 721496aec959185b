import { dot } from '../vectors.js';
import { descend, type Place } from './descent.js';
import type { Minimiser } from './minimiser.js';
import { WolfeSearch } from './wolfe-search.js';

/** Broyden, Fletcher, Goldfarb and Shanno: Newton's method with an inverse Hessian that is learned from gradients (Nocedal and Wright, Numerical Optimization, 6.1). */
export const bfgs: Minimiser = (objective, parameters, limits, watch) => {
  const { size } = objective;
  const column = () => new Float64Array(size);
  const [gradient, direction, step, change, curved] = Array.from({ length: 5 }, column);
  const inverse = new Float64Array(size * size);
  const search = new WolfeSearch(objective);
  const place: Place = { parameters, gradient, value: objective.gradient(parameters, gradient) };
  let isFresh = true;
  const tryStep = () => {
    if (isFresh) setIdentity(inverse, size);
    multiply(inverse, gradient, direction);
    for (let i = 0; i < size; i++)
      [direction[i], step[i], change[i]] = [-direction[i], parameters[i], gradient[i]];
    return search.move(place, direction, isFresh ? firstStep(gradient) : 1) > 0;
  };
  return descend(place, limits, watch, () => {
    if (!tryStep()) {
      if (isFresh) return false;
      isFresh = true;
      if (!tryStep()) return false;
    }
    for (let i = 0; i < size; i++) [step[i], change[i]] = [parameters[i] - step[i], gradient[i] - change[i]];
    const along = dot(step, change);
    if (!(along > 0)) return true;
    if (isFresh) scale(inverse, along / dot(change, change));
    isFresh = false;
    multiply(inverse, change, curved);
    const factor = (1 + dot(change, curved) / along) / along;
    for (let i = 0; i < size; i++)
      for (let k = 0; k < size; k++)
        inverse[i * size + k] +=
          factor * step[i] * step[k] - (curved[i] * step[k] + step[i] * curved[k]) / along;
    return true;
  });
};

/** A first step of length 1 at most. */
export function firstStep(gradient: Float64Array): number {
  return Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)));
}

function setIdentity(matrix: Float64Array, size: number): void {
  matrix.fill(0);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
}

function scale(matrix: Float64Array, factor: number): void {
  for (let i = 0; i < matrix.length; i++) matrix[i] *= factor;
}

function multiply(matrix: Float64Array, x: Float64Array, out: Float64Array): void {
  const size = x.length;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += matrix[i * size + k] * x[k];
    out[i] = sum;
  }
}
