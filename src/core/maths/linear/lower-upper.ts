/**
 * Replaces a square matrix (size × size, row by row) by its factors L and U, with partial pivoting (Golub and Van Loan, Matrix
 * Computations, 4th ed., section 3.4). @param pivots fills: which row came to each place; @returns false where it is singular
 */
export function factorLowerUpper(matrix: Float64Array, size: number, pivots: Int32Array): boolean {
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++)
      if (Math.abs(matrix[i * size + k]) > Math.abs(matrix[pivot * size + k])) pivot = i;
    pivots[k] = pivot;
    if (pivot !== k) exchangeRows(matrix, size, k, pivot);
    const divisor = matrix[k * size + k];
    if (!(Math.abs(divisor) > 0)) return false;
    for (let i = k + 1; i < size; i++) {
      const factor = matrix[i * size + k] / divisor;
      matrix[i * size + k] = factor;
      if (factor !== 0)
        for (let j = k + 1; j < size; j++) matrix[i * size + j] -= factor * matrix[k * size + j];
    }
  }
  return true;
}

/** Solves A x = b, with x in place of b. @param factors and @param pivots as `factorLowerUpper` leaves them */
export function solveLowerUpper(
  factors: Float64Array,
  size: number,
  pivots: Int32Array,
  x: Float64Array,
): void {
  for (let k = 0; k < size; k++) {
    const value = x[pivots[k]];
    x[pivots[k]] = x[k];
    x[k] = value;
  }
  for (let i = 1; i < size; i++) {
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= factors[i * size + k] * x[k];
    x[i] = sum;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i];
    for (let k = i + 1; k < size; k++) sum -= factors[i * size + k] * x[k];
    x[i] = sum / factors[i * size + i];
  }
}

function exchangeRows(matrix: Float64Array, size: number, one: number, other: number): void {
  for (let j = 0; j < size; j++) {
    const value = matrix[one * size + j];
    matrix[one * size + j] = matrix[other * size + j];
    matrix[other * size + j] = value;
  }
}
