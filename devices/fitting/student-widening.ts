const NORMAL_QUANTILE = 1.959963984540054;

/**
 * How much wider a 95 % bootstrap interval over few units must be: √(n/(n − 1)) t/z, with the 97.5 % quantiles of Student's t
 * at n − 1 degrees of freedom and of the normal distribution. t is good to 1 % from n = 4 (Abramowitz and Stegun 26.7.5).
 */
export function studentWidening(units: number): number {
  const z = NORMAL_QUANTILE;
  const freedom = units - 1;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const student = z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
  return (student / z) * Math.sqrt(units / freedom);
}
