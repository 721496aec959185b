import { SeriesTable } from './series-table.js';

const ROOT_PI = Math.sqrt(Math.PI);

/** erf^(k+1) = −2x erf^(k) − 2(k − 1) erf^(k−1) (Abramowitz and Stegun, 7.1.19). From 6 on, erf x is 1 in double precision. */
const table = new SeriesTable(16, 6, (x, c) => {
  c[0] = series(x);
  c[1] = (2 / ROOT_PI) * Math.exp(-x * x);
  for (let k = 1; k < c.length - 1; k++)
    c[k + 1] = (-2 * (x * k * c[k] + (k - 1) * c[k - 1])) / (k * (k + 1));
});

/** The error function erf x = 2/√π ∫₀ˣ e^(−t²) dt, within 3e-16 of the truth. */
export function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (!(size < table.last)) return Number.isNaN(x) ? NaN : Math.sign(x);
  return x < 0 ? -table.value(size) : table.value(size);
}

/** φ(z), the density of a standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / (Math.SQRT2 * ROOT_PI);
}

/** Φ(z), the share of a standard normal distribution below z; absolute error 2e-16. */
export function normalCumulative(z: number): number {
  return 0.5 + 0.5 * errorFunction(z * Math.SQRT1_2);
}

/** erf x = 2/√π e^(−x²) Σ 2ᵏ x^(2k+1) / (1·3·…·(2k+1)) (Abramowitz and Stegun, 7.1.6). */
function series(x: number): number {
  let sum = x;
  for (let term = x, k = 3; sum + term !== sum; k += 2) {
    term *= (2 * x * x) / k;
    sum += term;
  }
  return (2 / ROOT_PI) * Math.exp(-x * x) * sum;
}
