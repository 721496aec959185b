/** P(Z ≤ z) of a standard normal Z: series 26.2.11 of Abramowitz and Stegun up to |z| = 3, continued fraction 26.2.14 in the tails. */
export function normalCumulative(z: number): number {
  if (Math.abs(z) > 3) return z > 0 ? 1 - tail(z) : tail(-z);
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/** The z with P(Z ≤ z) = p, by bisection; infinite if p is 0 or 1. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  let [low, high] = [-40, 40];
  for (let middle = 0; middle > low && middle < high; middle = (low + high) / 2) {
    if (normalCumulative(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

function tail(z: number): number {
  let fraction = z;
  for (let k = 100; k > 0; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}
