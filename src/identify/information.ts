import { factorCholesky, solveCholesky } from '../core/maths/linear/cholesky.js';
import { dot } from '../core/maths/vectors.js';

/** What probes say about parameters, in a scale in which each parameter alone would be known equally well. */
export interface Information {
  /** variance of each parameter for noise of variance 1: the Cramér–Rao bound */
  readonly variances: Float64Array;
  /** variance of a sum of parameters, each times its number in a direction, for noise of variance 1 */
  readonly along: (direction: Float64Array) => number;
  /** condition number of the scaled matrix; Infinity where a combination of parameters does not show in the outputs */
  readonly condition: number;
}

const ROUNDS = 60;

/** Inverts an information matrix JᵀJ (size × size, symmetric, row by row). */
export function informationOf(matrix: Float64Array, size: number): Information {
  const scales = Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * size + i]));
  const nothing: Information = {
    variances: new Float64Array(size).fill(Infinity),
    along: () => Infinity,
    condition: Infinity,
  };
  if (scales.some((scale) => !(scale > 0))) return nothing;
  const scaled = matrix.map((value, at) => value / scales[Math.floor(at / size)] / scales[at % size]);
  const factor = scaled.slice();
  if (!factorCholesky(factor, size)) return nothing;
  const along = (direction: Float64Array) => {
    const scaledDirection = direction.map((value, i) => value / scales[i]);
    const solved = scaledDirection.slice();
    solveCholesky(factor, size, solved);
    return dot(scaledDirection, solved);
  };
  const variances = scales.map((_, i) => along(Float64Array.from({ length: size }, (_one, k) => +(k === i))));
  const largest = growth(size, (vector) => multiply(scaled, size, vector));
  const inverse = growth(size, (vector) => solveCholesky(factor, size, vector));
  return { variances, along, condition: largest * inverse };
}

/** The largest eigenvalue of a symmetric matrix, by repeated multiplication. @param apply replaces a vector by its product */
function growth(size: number, apply: (vector: Float64Array) => void): number {
  const vector = Float64Array.from({ length: size }, (_, i) => 1 + ((i * 7919) % 13) / 13);
  let length = 1;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < size; i++) vector[i] /= length;
    apply(vector);
    length = Math.hypot(...vector);
  }
  return length;
}

function multiply(matrix: Float64Array, size: number, vector: Float64Array): void {
  const from = vector.slice();
  for (let i = 0; i < size; i++) {
    vector[i] = 0;
    for (let k = 0; k < size; k++) vector[i] += matrix[i * size + k] * from[k];
  }
}
