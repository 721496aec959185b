/** The mean over seeds; exactly the common value if all seeds are equal. */
export function seedMean(values: Float64Array): number {
  let off = 0;
  for (const value of values) off += value - values[0];
  return values[0] + off / values.length;
}

/** The standard error of a mean over seeds, at least two. */
export function standardError(values: Float64Array, mean = seedMean(values)): number {
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length * (values.length - 1)));
}
