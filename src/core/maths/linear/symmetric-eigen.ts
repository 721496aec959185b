import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Eigenvalues of a symmetric matrix, from the smallest up, with their unit vectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** [eigenvalue × size + component] */
  readonly vectors: Float64Array;
}

/** The eigenvalues and eigenvectors of a symmetric matrix (size × size, row by row); all NaN where an element is not finite. */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const values = new Float64Array(size).fill(NaN);
  const vectors = new Float64Array(size * size).fill(NaN);
  let largest = 0;
  for (const element of matrix) largest = Math.max(largest, Math.abs(element));
  if (!Number.isFinite(largest)) return { values, vectors };
  // The decomposition squares elements; a power of two changes no digit.
  const scale = largest > 0 ? 2 ** Math.max(-1000, Math.floor(Math.log2(largest))) : 1;
  const rows = Array.from({ length: size }, (_, i) =>
    matrix.subarray(i * size, (i + 1) * size).map((element) => element / scale),
  );
  const found = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
  const { realEigenvalues, eigenvectorMatrix } = found;
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[a] - realEigenvalues[b]);
  for (const [place, at] of order.entries()) {
    values[place] = scale * realEigenvalues[at];
    for (let i = 0; i < size; i++) vectors[place * size + i] = eigenvectorMatrix.get(i, at);
  }
  return { values, vectors };
}
