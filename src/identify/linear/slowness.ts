import { factorCholesky, solveCholesky } from '../../core/maths/linear/cholesky.js';
import type { Estimate } from '../estimate.js';
import type { Probes } from '../probes.js';
import { fittedOutput } from './bend.js';
import type { LinearMap } from './linear-map.js';

/** Blocks of consecutive probes, and inputs whose weights are looked at. */
const [BLOCKS, LOOKED_AT] = [5, 64];
/** Standard deviations beyond which blocks differ by more than chance. */
const CLEAR = 3;

/**
 * By what factor errors are larger than white noise says, from how far blocks of consecutive probes pull the weights apart (batch means).
 * 1 where chance would do the same, or where there are too few probes.
 */
export function slownessOf(probes: Probes, map: LinearMap, gain = 1): number {
  const { count, inputs, outputs, x, y } = probes;
  const size = inputs + (map.offset ? 1 : 0);
  if (count < 8 * BLOCKS || count < 4 * size) return 1;
  const columns = Array.from({ length: size }, (_, i) =>
    i < inputs ? x.subarray(i * count, (i + 1) * count) : new Float64Array(count).fill(1),
  );
  const looked = Array.from({ length: Math.min(inputs, LOOKED_AT) }, (_, k) => Math.floor((k * inputs) / Math.min(inputs, LOOKED_AT)));
  const pulls = pullsOf(columns, looked);
  let squares = 0;
  let weights = 0;
  for (let o = 0; o < outputs; o++) {
    const fitted = fittedOutput(probes, map, o, gain);
    const rest = fitted.map((value, n) => y[o * count + n] - value);
    for (const [k, i] of looked.entries()) {
      const error = map.matrix[o][i].error * Math.abs(gain);
      if (!(error > 0)) continue;
      squares += (blockSquares(pulls[k], rest) * BLOCKS) / (BLOCKS - 1) / (error * error);
      weights++;
    }
  }
  const ratio = squares / weights;
  return ratio > 1 + CLEAR * Math.sqrt(2 / (weights * (BLOCKS - 1))) ? Math.sqrt(ratio) : 1;
} // prettier-ignore

/** A map whose errors and intervals are so many times as wide. */
export function widened(map: LinearMap, factor: number): LinearMap {
  const wide = ({ value, error, low, high }: Estimate): Estimate => ({
    value,
    error: error * factor,
    low: value - factor * (value - low),
    high: value + factor * (high - value),
  });
  return {
    ...map,
    matrix: map.matrix.map((row) => row.map(wide)),
    ...(map.offset && { offset: map.offset.map(wide) }),
  };
}

/** What each probe of an output adds to some weights: rows of (XᵀX)⁻¹Xᵀ. */
function pullsOf(columns: readonly Float64Array[], looked: readonly number[]): Float64Array[] {
  const size = columns.length;
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k <= i; k++) {
      let sum = 0;
      for (let n = 0; n < columns[i].length; n++) sum += columns[i][n] * columns[k][n];
      factor[i * size + k] = factor[k * size + i] = sum;
    }
  factorCholesky(factor, size);
  return looked.map((i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    solveCholesky(factor, size, row);
    const pull = new Float64Array(columns[0].length);
    for (const [k, column] of columns.entries())
      for (let n = 0; n < pull.length; n++) pull[n] += row[k] * column[n];
    return pull;
  });
}

/** Σ over blocks of the square of what each pulls. */
function blockSquares(pull: Float64Array, rest: Float64Array): number {
  const length = rest.length / BLOCKS;
  let squares = 0;
  for (let b = 0; b < BLOCKS; b++) {
    let sum = 0;
    for (let n = Math.floor(b * length); n < Math.floor((b + 1) * length); n++) sum += pull[n] * rest[n];
    squares += sum * sum;
  }
  return squares;
}
