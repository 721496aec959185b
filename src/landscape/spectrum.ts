import { largest } from '../core/maths/minimise/minimiser.js';
import { symmetricEigen } from '../core/maths/linear/symmetric-eigen.js';
import type { Objective } from '../core/maths/objective.js';

/** A point of a landscape, looked at: its loss, slope and curvatures. */
export interface Spectrum {
  readonly loss: number;
  /** largest component of the gradient */
  readonly gradientMax: number;
  /** from the smallest up */
  readonly eigenvalues: Float64Array;
  /** number of eigenvalues below zero, and of those that vanish */
  readonly negative: number;
  readonly flat: number;
}

/** Eigenvalues below this share of the largest one vanish: rounding leaves 1e-16, and the smallest true ones known are 1e-7. */
export const FLAT = 1e-12;

/** The spectrum of the Hessian at some parameters. */
export function spectrumAt(objective: Objective, parameters: Float64Array): Spectrum {
  const { size } = objective;
  const [gradient, hessian] = [new Float64Array(size), new Float64Array(size * size)];
  const loss = objective.hessian(parameters, gradient, hessian);
  const { values: eigenvalues } = symmetricEigen(hessian, size);
  const zero = FLAT * largest(eigenvalues);
  return {
    loss,
    gradientMax: largest(gradient),
    eigenvalues,
    negative: eigenvalues.filter((value) => value < -zero).length,
    flat: eigenvalues.filter((value) => Math.abs(value) <= zero).length,
  };
}
