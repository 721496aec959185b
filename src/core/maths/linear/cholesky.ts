/**
 * Replaces the lower triangle of a symmetric matrix (size × size, row by row) by its Cholesky factor L, A = L Lᵀ.
 * @returns false where the matrix is not positive definite; it is half done then
 */
export function factorCholesky(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let k = 0; k <= i; k++) {
      const other = k * size;
      let sum = matrix[row + k];
      for (let j = 0; j < k; j++) sum -= matrix[row + j] * matrix[other + j];
      if (k < i) matrix[row + k] = sum / matrix[other + k];
      else if (sum > 0) matrix[row + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L Lᵀ x = b, with x in place of b. @param factor as `factorCholesky` leaves it */
export function solveCholesky(factor: Float64Array, size: number, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= factor[i * size + k] * x[k];
    x[i] = sum / factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = x[i] / factor[i * size + i];
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] -= factor[i * size + k] * value;
  }
}
