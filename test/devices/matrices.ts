/** A square matrix by its rows. */
export type Matrix = number[][];

/** @param of row and column */
export function matrixOf(size: number, of: (i: number, j: number) => number): Matrix {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => of(i, j)));
}

/** vᵀ M v. */
export function quadratic(matrix: Matrix, vector: ArrayLike<number>): number {
  return matrix.reduce(
    (sum, row, i) => sum + row.reduce((total, value, j) => total + value * vector[i] * vector[j], 0),
    0,
  );
}

export function product(left: Matrix, right: Matrix): Matrix {
  return matrixOf(left.length, (i, j) => left[i].reduce((sum, value, k) => sum + value * right[k][j], 0));
}

/** Logarithm of the density of normal readings of mean 0, without the constant, by Cholesky's factors of their covariance. */
export function normalLogDensity(covariance: Matrix, x: ArrayLike<number>): number {
  const factor = covariance.map((row) => row.map(() => 0));
  let sum = 0;
  const solved: number[] = [];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j <= i; j++) {
      const left = covariance[i][j] - factor[i].slice(0, j).reduce((s, v, k) => s + v * factor[j][k], 0);
      factor[i][j] = i === j ? Math.sqrt(left) : left / factor[j][j];
    }
    solved[i] = (x[i] - solved.reduce((s, v, k) => s + v * factor[i][k], 0)) / factor[i][i];
    sum -= Math.log(factor[i][i]) + 0.5 * solved[i] ** 2;
  }
  return sum;
}
