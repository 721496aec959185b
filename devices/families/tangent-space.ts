import { dot, lengthOf } from '../../src/core/maths/vectors.js';

/** Share of a column that must be left beside the others, below which it adds nothing. */
const MINIMUM_REMAINDER = 1e-6;

/** An orthonormal basis of the space that some columns span. */
export function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const rest = column.slice();
    // Twice: once leaves rounding errors where columns are almost parallel.
    for (let pass = 0; pass < 2; pass++) for (const unit of basis) subtract(rest, unit);
    const length = lengthOf(rest);
    if (length > MINIMUM_REMAINDER * lengthOf(column)) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

function subtract(from: Float64Array, unit: Float64Array): void {
  const share = dot(from, unit);
  for (let i = 0; i < from.length; i++) from[i] -= share * unit[i];
}
