import { symmetricEigen } from '../core/maths/linear/symmetric-eigen.js';
import type { Objective } from '../core/maths/objective.js';

/** What the end of a way down is. */
export type Whereabouts = 'minimum' | 'saddle' | 'descending' | 'infinity' | 'not finite' | 'not judged';

/** The end of a way down, looked at. */
export interface EndPoint {
  readonly kind: Whereabouts;
  /** eigenvalues of the Hessian, from the smallest up; left out for large networks */
  readonly spectrum?: readonly number[];
  /** eigenvalues that are zero, and below zero */
  readonly flat?: number;
  readonly negative?: number;
}

/** Eigenvalues below this share of the largest one count as zero. */
const FLAT = 1e-12;
/** Weight norm ‖θ‖² / 2P from which weights run off to infinity, as in the published analysis of channels. */
export const FAR = 1e3;
/** More parameters than this have no spectrum. */
const MOST_PARAMETERS = 600;

/** ‖θ‖² / 2P, the weight norm of P parameters. */
export function weightNorm(parameters: Float64Array): number {
  let sum = 0;
  for (const value of parameters) sum += value * value;
  return sum / (2 * parameters.length);
}

/** Says what the end of a way down is. @param floor largest component of the gradient that counts as zero */
export function judgeEnd(
  objective: Objective,
  parameters: Float64Array,
  gradientMax: number,
  floor: number,
): EndPoint {
  if (!Number.isFinite(gradientMax)) return { kind: 'not finite' };
  const isFar = weightNorm(parameters) > FAR;
  const { size, coarse } = objective;
  // Slopes that stand in for derivatives say nothing of minima and saddles.
  if (coarse !== undefined) return { kind: isFar ? 'infinity' : 'not judged' };
  if (size > MOST_PARAMETERS) return { kind: kindOf(isFar, gradientMax <= floor, false) };
  const hessian = new Float64Array(size * size);
  objective.hessian(parameters, new Float64Array(size), hessian);
  if (!hessian.every(Number.isFinite)) return { kind: 'not finite' };
  const spectrum = [...symmetricEigen(hessian, size).values];
  const zero = FLAT * Math.max(...spectrum.map(Math.abs));
  const negative = spectrum.filter((value) => value < -zero).length;
  const flat = spectrum.filter((value) => Math.abs(value) <= zero).length;
  return { kind: kindOf(isFar, gradientMax <= floor, negative > 0), spectrum, flat, negative };
}

function kindOf(isFar: boolean, isFixed: boolean, isBent: boolean): Whereabouts {
  if (isFar) return 'infinity';
  if (!isFixed) return 'descending';
  return isBent ? 'saddle' : 'minimum';
}
