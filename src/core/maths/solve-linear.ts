/**
 * The solution x of the square system A x = b, by LU decomposition with partial pivoting (Golub and Van Loan, Matrix
 * Computations, 4th ed., section 3.4).
 *
 * @param rows of A; @throws Error if A is singular
 */
export function solveLinear(rows: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lu = rows.map((row) => [...row]);
  const x = [...right];
  for (const column of lu.keys()) eliminate(lu, x, column);
  if (lu.some((row, i) => row[i] === 0)) throw new Error('the matrix is singular');
  for (let k = 0; k < x.length; k++) for (let i = k + 1; i < x.length; i++) x[i] -= x[k] * lu[i][k];
  for (let k = x.length - 1; k >= 0; k--) {
    x[k] /= lu[k][k];
    for (let i = 0; i < k; i++) x[i] -= x[k] * lu[i][k];
  }
  return x;
}

/** Decomposes one column; exchanges rows of the matrix, and of the right side, for the largest pivot. */
function eliminate(lu: number[][], right: number[], column: number): void {
  for (const [i, row] of lu.entries()) {
    let sum = 0;
    for (let k = 0; k < Math.min(i, column); k++) sum += row[k] * lu[k][column];
    row[column] -= sum;
  }
  let pivot = column;
  for (let i = column + 1; i < lu.length; i++)
    if (Math.abs(lu[i][column]) > Math.abs(lu[pivot][column])) pivot = i;
  [lu[pivot], lu[column]] = [lu[column], lu[pivot]];
  [right[pivot], right[column]] = [right[column], right[pivot]];
  const divisor = lu[column][column];
  if (divisor !== 0) for (let i = column + 1; i < lu.length; i++) lu[i][column] /= divisor;
}
