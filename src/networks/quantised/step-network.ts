import { UsageError } from '../../core/errors.js';

/**
 * A network of one hidden layer of steps that share their weights: y = vᵀ 1{Z w > 0}, with a row of Z for each of the m steps (Yin et al.,
 * ICLR 2019, arXiv:1903.05662). Its parameters are one column: v, then w.
 */
export interface StepNetwork {
  /** weights of the steps, one each */
  readonly v: Float64Array;
  /** what each row of Z is multiplied by */
  readonly w: Float64Array;
}

/** The parameters of a network with a number of steps, as views of their column. @throws UsageError where a length does not fit */
export function stepNetwork(parameters: Float64Array, { v, w }: StepNetwork): StepNetwork {
  const size = v.length + w.length;
  if (parameters.length !== size)
    throw new UsageError(`got ${parameters.length} parameters of a step network: expected ${size}`);
  return { v: parameters.subarray(0, v.length), w: parameters.subarray(v.length) };
}

/** ‖a‖. */
export function lengthOf(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

/** a · b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Σ a. */
export function total(a: Float64Array): number {
  let sum = 0;
  for (const value of a) sum += value;
  return sum;
}
