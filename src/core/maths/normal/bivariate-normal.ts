import { normalCumulative } from '../error-function.js';
import { gaussLegendre } from '../gauss-legendre.js';

const { points, weights } = gaussLegendre(20);

/**
 * Φ₂(h, k), the share of two standard normal variables that lie below h and k; absolute error 1e-15. Their correlation is given as cos and
 * sin of an angle, so that nothing is lost where they are almost the same (Owen, Ann. Math. Stat. 27, 1075, 1956).
 */
export function bivariateNormal(h: number, k: number, cos: number, sin: number): number {
  if (h === 0 && k === 0) return 0.25 + Math.atan2(cos, sin) / (2 * Math.PI);
  if (sin === 0) {
    if (cos > 0) return normalCumulative(Math.min(h, k));
    return Math.max(0, normalCumulative(h) - normalCumulative(-k));
  }
  const opposite = h * k > 0 || (h * k === 0 && h + k >= 0) ? 0 : 0.5;
  const mean = (normalCumulative(h) + normalCumulative(k)) / 2;
  const share = mean - owen(h, gap(k, h, cos, sin) / sin) - owen(k, gap(h, k, cos, sin) / sin) - opposite;
  return Math.max(0, share);
}

/** k − cos h, exact where both almost cancel. */
export function gap(k: number, h: number, cos: number, sin: number): number {
  const rest = (h * sin * sin) / (1 + Math.abs(cos));
  return cos > 0 ? k - h + rest : k + h - rest;
}

/** Owen's T(h, a) with a = g / h: 1/2π ∫₀ᵃ e^(−h²(1 + x²)/2) / (1 + x²) dx. */
function owen(h: number, g: number): number {
  const [size, other] = [Math.abs(h), Math.abs(g)];
  const value = other <= size ? integral(size, other / size) : complement(size, other);
  return g < 0 !== h < 0 ? -value : value;
}

function complement(h: number, g: number): number {
  const [one, other] = [normalCumulative(h), normalCumulative(g)];
  return (one + other) / 2 - one * other - integral(g, h / g);
}

function integral(h: number, a: number): number {
  if (!(h < 40)) return 0;
  let sum = 0;
  for (let i = 0; i < points.length; i++) {
    const square = 1 + (a * points[i]) ** 2;
    sum += (weights[i] * Math.exp(-0.5 * h * h * square)) / square;
  }
  return (a * sum) / (2 * Math.PI);
}
