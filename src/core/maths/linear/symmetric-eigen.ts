import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Eigenvalues of a symmetric matrix, from the smallest up, with their unit vectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** [eigenvalue × size + component] */
  readonly vectors: Float64Array;
}

/** The eigenvalues and eigenvectors of a symmetric matrix (size × size, row by row). */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const rows = Array.from({ length: size }, (_, i) => matrix.subarray(i * size, (i + 1) * size));
  const found = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
  const { realEigenvalues, eigenvectorMatrix } = found;
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[a] - realEigenvalues[b]);
  const values = Float64Array.from(order, (at) => realEigenvalues[at]);
  const vectors = new Float64Array(size * size);
  for (const [place, at] of order.entries())
    for (let i = 0; i < size; i++) vectors[place * size + i] = eigenvectorMatrix.get(i, at);
  return { values, vectors };
}
