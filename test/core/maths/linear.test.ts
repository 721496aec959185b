import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorCholesky, solveCholesky } from '../../../src/core/maths/linear/cholesky.js';
import { factorLowerUpper, solveLowerUpper } from '../../../src/core/maths/linear/lower-upper.js';
import { symmetricEigen } from '../../../src/core/maths/linear/symmetric-eigen.js';
import { RandomStream } from '../../../src/core/random-stream.js';

/** A random square matrix, or AᵀA of one. */
function matrixOf(size: number, seed: number, positive: boolean): Float64Array {
  const random = new RandomStream(`matrix ${seed}`);
  const matrix = Float64Array.from({ length: size * size }, () => random.uniform() - 0.5);
  if (!positive) return matrix;
  return matrix.map((_, at) => {
    const [i, k] = [Math.floor(at / size), at % size];
    let sum = i === k ? 0.1 : 0;
    for (let j = 0; j < size; j++) sum += matrix[j * size + i] * matrix[j * size + k];
    return sum;
  });
}

function product(matrix: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, i) => x.reduce((sum, value, k) => sum + matrix[i * x.length + k] * value, 0));
}

const sizes = fc.integer({ min: 1, max: 30 });
const seeds = fc.integer();

describe('linear systems', () => {
  it('are solved by L and U, and by Cholesky', () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const right = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
        for (const positive of [false, true]) {
          const matrix = matrixOf(size, seed, positive);
          const factors = matrix.slice();
          const pivots = new Int32Array(size);
          const x = right.slice();
          expect(factorLowerUpper(factors, size, pivots)).toBe(true);
          solveLowerUpper(factors, size, pivots, x);
          const most = 1e-10 * (1 + Math.max(...x.map(Math.abs)));
          for (const [i, value] of product(matrix, x).entries()) expect(Math.abs(value - right[i])).toBeLessThan(most);
          if (!positive) continue;
          const y = right.slice();
          const factor = matrix.slice();
          expect(factorCholesky(factor, size)).toBe(true);
          solveCholesky(factor, size, y);
          for (const [i, value] of y.entries()) expect(Math.abs(value - x[i])).toBeLessThan(most);
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('are refused where they have no solution', () => {
    expect(factorCholesky(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(factorLowerUpper(Float64Array.of(1, 2, 2, 4), 2, new Int32Array(2))).toBe(false);
  });

  it('have eigenvalues in order, with their vectors', () => {
    const matrix = matrixOf(12, 4, true);
    const { values, vectors } = symmetricEigen(matrix, 12);
    for (let k = 0; k < 12; k++) {
      if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
      const vector = vectors.subarray(k * 12, (k + 1) * 12);
      for (const [i, value] of product(matrix, vector).entries()) expect(value).toBeCloseTo(values[k] * vector[i], 12);
    }
  });
}); // prettier-ignore
