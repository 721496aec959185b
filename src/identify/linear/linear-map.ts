import { UsageError } from '../../core/errors.js';
import { factorCholesky, solveCholesky } from '../../core/maths/linear/cholesky.js';
import { estimator, type Estimate } from '../estimate.js';
import { informationOf } from '../information.js';
import type { Probes } from '../probes.js';

/** The effective matrix of one layer, as its terminals show it: y = gain × (matrix x + offset). */
export interface LinearMap {
  /** [output][input] */
  readonly matrix: readonly (readonly Estimate[])[];
  /** one for each output; absent if none was asked for */
  readonly offset?: readonly Estimate[];
  /** standard deviation of the noise of each output */
  readonly noise: readonly number[];
  /** condition number of the probes, in a scale in which each input alone would be known equally well */
  readonly condition: number;
}

/** What is known of the read-out. */
export interface ReadOut {
  /** what an output is for each unit of matrix × input; default: 1 */
  readonly gain?: number;
  /** whether each output has an offset of its own; default: true */
  readonly offset?: boolean;
}

/** A condition number at which rounding decides. */
const SINGULAR = 1e13;

/**
 * Linear regression of each output on the inputs.
 * @throws UsageError if there are too few probes, or if they leave an input undetermined
 */
export function linearMap(probes: Probes, { gain = 1, offset = true }: ReadOut = {}): LinearMap {
  const { count, inputs, outputs } = probes;
  const size = inputs + (offset ? 1 : 0);
  if (count <= size)
    throw new UsageError(
      `too few probes: got ${count}, expected at least ${size + 1} for ${inputs} inputs${offset ? ' and an offset' : ''}`,
    );
  const columns = Array.from({ length: size }, (_, i) =>
    i < inputs ? probes.x.subarray(i * count, (i + 1) * count) : new Float64Array(count).fill(1),
  );
  const scales = columns.map((column) => Math.sqrt(product(column, column)));
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++)
      gram[i * size + k] = product(columns[i], columns[k]) / (scales[i] * scales[k]);
  const { variances, condition } = informationOf(gram, size);
  if (!(condition < SINGULAR))
    throw new UsageError(
      `got probes that leave a weight undetermined: expected ${size} inputs ${offset ? '(with the offset) ' : ''}that vary independently; add probes in other directions`,
    );
  const factor = gram.slice();
  factorCholesky(factor, size);
  const estimate = estimator(count - size);
  const found = Array.from({ length: outputs }, (_, o) => {
    const y = probes.y.subarray(o * count, (o + 1) * count);
    const solution = regress(columns, scales, factor, y);
    const noise = Math.sqrt(solution.squares / (count - size));
    const estimates = Array.from(solution.weights, (weight, i) =>
      estimate(weight / gain, Math.abs((noise * Math.sqrt(variances[i])) / scales[i] / gain)),
    );
    return { estimates, noise };
  });
  return {
    matrix: found.map(({ estimates }) => estimates.slice(0, inputs)),
    ...(offset && { offset: found.map(({ estimates }) => estimates[inputs]) }),
    noise: found.map(({ noise }) => noise),
    condition,
  };
}

/** Weights of columns that come closest to y, refined once, and the sum of squares that is left. */
function regress(
  columns: readonly Float64Array[],
  scales: readonly number[],
  factor: Float64Array,
  y: Float64Array,
): { weights: Float64Array; squares: number } {
  const weights = new Float64Array(columns.length);
  const rest = y.slice();
  for (let round = 0; round < 2; round++) {
    const step = Float64Array.from(columns, (column, i) => product(column, rest) / scales[i]);
    solveCholesky(factor, columns.length, step);
    for (const [i, column] of columns.entries()) {
      weights[i] += step[i] / scales[i];
      for (let n = 0; n < rest.length; n++) rest[n] -= (step[i] / scales[i]) * column[n];
    }
  }
  return { weights, squares: product(rest, rest) };
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < left.length; n++) sum += left[n] * right[n];
  return sum;
}
