/** Numbers to four decimals, which is what a picture needs of them. */
export function compact(values: ArrayLike<number>): number[] {
  const rounded = new Array<number>(values.length);
  for (let i = 0; i < values.length; i++) rounded[i] = Math.round(values[i] * 1e4) / 1e4;
  return rounded;
}
