import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { solveLinear } from '../../src/core/maths/solve-linear.js';

const entry = fc.oneof(fc.constant(0), fc.double({ min: -1e3, max: 1e3, noNaN: true }));
const system = fc
  .integer({ min: 1, max: 9 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
      fc.array(entry, { minLength: n, maxLength: n }),
    ),
  );

const attempt = (work: () => number[]) => {
  try {
    return work();
  } catch {
    return 'singular';
  }
};

describe('a linear system', () => {
  it('has the solution of ml-matrix, bit for bit, and is refused where that refuses it', () => {
    fc.assert(
      fc.property(system, ([rows, right]) => {
        const theirs = attempt(() => solve(new Matrix(rows), Matrix.columnVector(right)).to1DArray());
        expect(attempt(() => solveLinear(rows, right))).toEqual(theirs);
      }),
    );
  });

  it('needs an exchange of rows where the first pivot is zero', () => {
    expect(solveLinear([[0, 2], [4, 0]], [6, 8])).toEqual([2, 3]); // prettier-ignore
    expect(() => solveLinear([[1, 2], [2, 4]], [1, 1])).toThrow('the matrix is singular'); // prettier-ignore
  });
});
