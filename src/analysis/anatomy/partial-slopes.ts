/** Below this a variance is rounding of doubles. */
const ROUNDING = 1e-20;

/**
 * Slopes of several columns over x, at equal z: the coefficient b of y = a + b x + c z in the sense of least squares.
 * Undefined where x does not vary by itself.
 */
export function partialSlopes(
  x: readonly number[],
  z: readonly number[],
  columns: readonly (readonly number[])[],
): number[] | undefined {
  const xx = covariance(x, x);
  const zz = covariance(z, z);
  const xz = covariance(x, z);
  const alone = zz > ROUNDING ? xx - (xz * xz) / zz : xx;
  if (!(alone > ROUNDING)) return undefined;
  const share = zz > ROUNDING ? xz / zz : 0;
  return columns.map((y) => (covariance(x, y) - share * covariance(z, y)) / alone);
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) / x.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
