/** Solves A x = b for a symmetric positive definite matrix by Cholesky's method, in place: x in place of b. @param matrix line by line, of which only what is up to the diagonal is read, and overwritten */
export function solveSymmetric(matrix: Float64Array, b: Float64Array): void {
  const m = b.length | 0;
  for (let i = 0; i < m; i++) {
    const row = i * m;
    let y = b[i];
    for (let j = 0; j <= i; j++) {
      const other = j * m;
      let sum = matrix[row + j];
      for (let k = 0; k < j; k++) sum -= matrix[row + k] * matrix[other + k];
      if (j < i) {
        matrix[row + j] = sum / matrix[other + j];
        y -= matrix[row + j] * b[j];
      } else matrix[row + i] = Math.sqrt(sum);
    }
    b[i] = y / matrix[row + i];
  }
  for (let i = m - 1; i >= 0; i--) {
    let x = b[i];
    for (let k = i + 1; k < m; k++) x -= matrix[k * m + i] * b[k];
    b[i] = x / matrix[i * m + i];
  }
}
