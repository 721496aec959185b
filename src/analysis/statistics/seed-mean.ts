/** The mean over seeds; exactly the common value if all seeds are equal. */
export function seedMean(values: Float64Array): number {
  let off = 0;
  for (const value of values) off += value - values[0];
  return values[0] + off / values.length;
}
