/** Share of a standard normal distribution below z: ½ + φ(z)(z + z³/3 + z⁵/(3·5) + …) (Marsaglia, J. Stat. Softw. 11(4), 2004). */
export function normalShare(z: number): number {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let sum = z;
  for (let term = z, k = 3; sum + term !== sum; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** The z below which a share of a standard normal distribution lies, by bisection. */
export function normalQuantile(share: number): number {
  let [low, high] = [-8, 8];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
