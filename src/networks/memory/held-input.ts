/** A linear system dm/dt = A m + B u as exact steps: m(t + dt) = matrix m + input u. */
export interface HeldInput {
  /** e^(A dt), row by row */
  readonly matrix: Float64Array;
  /** ∫₀^dt e^(A s) ds B */
  readonly input: Float64Array;
}

/** Terms of the series, which is summed where the norm is at most ½: the rest is below 1e-17 of the sum. */
const TERMS = 16;

/**
 * Steps of a system whose input is held during each: the exponential of [A B; 0 0] dt, by scaling and squaring of its Taylor series (Moler
 * and Van Loan, SIAM Review 45(1), 2003, method 3). @param a square, row by row
 */
export function heldInput(a: Float64Array, b: Float64Array, dt: number): HeldInput {
  const order = b.length;
  const size = order + 1;
  const joined = new Float64Array(size * size);
  for (let i = 0; i < order; i++) {
    joined.set(a.subarray(i * order, (i + 1) * order), i * size);
    joined[i * size + order] = b[i];
  }
  const halvings = Math.max(0, Math.ceil(Math.log2(norm(joined, size) * dt)) + 1);
  let exponential = series(
    joined.map((value) => (value * dt) / 2 ** halvings),
    size,
  );
  for (let k = 0; k < halvings; k++) exponential = product(exponential, exponential, size);
  const matrix = new Float64Array(order * order);
  for (let i = 0; i < order; i++) matrix.set(exponential.subarray(i * size, i * size + order), i * order);
  return { matrix, input: Float64Array.from({ length: order }, (_, i) => exponential[i * size + order]) };
}

/** Σ Mᵏ / k!. */
function series(matrix: Float64Array, size: number): Float64Array {
  const sum = new Float64Array(size * size);
  for (let i = 0; i < size; i++) sum[i * size + i] = 1;
  let term = sum.slice();
  for (let k = 1; k <= TERMS; k++) {
    term = product(term, matrix, size).map((value) => value / k);
    for (let i = 0; i < sum.length; i++) sum[i] += term[i];
  }
  return sum;
}

function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++)
      for (let j = 0; j < size; j++) result[i * size + j] += left[i * size + k] * right[k * size + j];
  return result;
}

/** The largest sum of sizes in a row. */
function norm(matrix: Float64Array, size: number): number {
  let most = 0;
  for (let i = 0; i < size; i++) {
    const row = matrix.subarray(i * size, (i + 1) * size);
    most = Math.max(
      most,
      row.reduce((sum, value) => sum + Math.abs(value), 0),
    );
  }
  return most;
}
