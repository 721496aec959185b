/** Points and weights of a quadrature. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Gauss–Legendre quadrature on [0, 1]: zeros of the Legendre polynomial by Newton's method (Press et al., Numerical Recipes, section 4.6). */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [value, before] = [1, 0];
      for (let n = 1; n <= count; n++)
        [value, before] = [((2 * n - 1) * x * value - (n - 1) * before) / n, value];
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    points[i] = (1 - x) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}
