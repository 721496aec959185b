import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';
import { bivariateNormal } from '../../core/maths/normal/bivariate-normal.js';
import { H01, H02, H10, H11, H20, type Expectation, type NeuronPair } from './expectation.js';

/** Number of derivatives by one bias, with the function itself. */
const ORDERS = 5;
const table = new Float64Array(ORDERS * ORDERS);
const [one, other] = [new Float64Array(ORDERS), new Float64Array(ORDERS)];

/**
 * Closed forms for scale × Φ(z) + offset: E[Φ(z₁) Φ(z₂)] is Φ₂ of variables with variances 1 + r², and every derivative by a bias
 * replaces an Φ by its derivative.
 */
export function normalExpectation(scale: number, offset: number): Expectation {
  return {
    pair(pair, order, moments) {
      fillTable(pair, scale, offset);
      const [c, s] = [pair.r2 * pair.cos, pair.r2 * pair.sin];
      moments[0] = table[0];
      if (order < 1) return;
      fillMoments(moments, H10, 1, 0, pair.r1, c, s, false);
      fillMoments(moments, H01, 0, 1, pair.r1, c, s, false);
      if (order < 2) return;
      fillMoments(moments, H20, 2, 0, pair.r1, c, s, true);
      fillMoments(moments, H02, 0, 2, pair.r1, c, s, true);
      fillMoments(moments, H11, 1, 1, pair.r1, c, s, true);
    },
    single(r, b, moments) {
      fillSingle(1 + r * r, b, one);
      moments[0] = scale * one[0] + offset;
      moments[1] = scale * one[1];
      moments[2] = scale * r * one[2];
      moments[3] = scale * one[2];
      moments[4] = scale * r * one[3];
      moments[5] = scale * r * r * one[4];
    },
  };
}

/** Moments of the product of derivative m by derivative n, by integration by parts. */
function fillMoments(moments: Float64Array, at: number, m: number, n: number, r1: number, c: number, s: number, isSecond: boolean): void {
  const of = (i: number, k: number) => table[(m + i) * ORDERS + n + k];
  moments[at] = of(0, 0);
  moments[at + 1] = r1 * of(1, 0) + c * of(0, 1);
  moments[at + 2] = s * of(0, 1);
  if (!isSecond) return;
  moments[at + 3] = r1 * r1 * of(2, 0) + 2 * r1 * c * of(1, 1) + c * c * of(0, 2);
  moments[at + 4] = s * (r1 * of(1, 1) + c * of(0, 2));
  moments[at + 5] = s * s * of(0, 2);
} // prettier-ignore

/** Fills the table with E[f⁽ᵐ⁾ f⁽ⁿ⁾] at m × ORDERS + n, for m + n up to 4. */
function fillTable({ r1, r2, b1, b2, cos, sin }: Readonly<NeuronPair>, scale: number, offset: number): void {
  const [v1, v2] = [1 + r1 * r1, 1 + r2 * r2];
  const covariance = r1 * r2 * cos;
  const determinant = 1 + r1 * r1 + r2 * r2 + (r1 * r2 * sin) ** 2;
  const [n1, n2] = [Math.sqrt(v1), Math.sqrt(v2)];
  fillSingle(v1, b1, one);
  fillSingle(v2, b2, other);
  const both = bivariateNormal(b1 / n1, b2 / n2, covariance / (n1 * n2), Math.sqrt(determinant) / (n1 * n2));
  const [k1, k2] = [covariance / v1, covariance / v2];
  const [t1, t2] = [(b2 - k1 * b1) / Math.sqrt(determinant / v1), (b1 - k2 * b2) / Math.sqrt(determinant / v2)];
  const square = scale * scale;
  const density = (square * one[1] * normalDensity(t1)) / Math.sqrt(determinant / v1);
  const [q1, q2] = [(v2 * b1 - covariance * b2) / determinant, (v1 * b2 - covariance * b1) / determinant];
  const [d1, d2] = [-q1 * density, -q2 * density];
  const d11 = (q1 * q1 - v2 / determinant) * density;
  const d22 = (q2 * q2 - v1 / determinant) * density;
  table[0] = square * both + scale * offset * (one[0] + other[0]) + offset * offset;
  fillEdge(ORDERS, v1, b1, k1, scale * one[1] * (scale * normalCumulative(t1) + offset), [density, d1, d11]);
  fillEdge(1, v2, b2, k2, scale * other[1] * (scale * normalCumulative(t2) + offset), [density, d2, d22]);
  table[ORDERS + 1] = density;
  table[2 * ORDERS + 1] = d1;
  table[ORDERS + 2] = d2;
  table[3 * ORDERS + 1] = d11;
  table[ORDERS + 3] = d22;
  table[2 * ORDERS + 2] = (q1 * q2 + covariance / determinant) * density;
} // prettier-ignore

/** Fills the derivatives by one bias alone. @param step from one to the next in the table @param first of them @param density of the pair, with its derivatives by this bias */
function fillEdge(step: number, variance: number, b: number, slope: number, first: number, [density, d1, d11]: readonly number[]): void {
  const second = -(b / variance) * first - slope * density;
  const third = -first / variance - (b / variance) * second - slope * d1;
  table[step] = first;
  table[2 * step] = second;
  table[3 * step] = third;
  table[4 * step] = (-2 * second) / variance - (b / variance) * third - slope * d11;
} // prettier-ignore

/** Fills Φ(b / √variance) and its derivatives by b. */
function fillSingle(variance: number, b: number, out: Float64Array): void {
  const width = Math.sqrt(variance);
  out[0] = normalCumulative(b / width);
  out[1] = normalDensity(b / width) / width;
  out[2] = -(b / variance) * out[1];
  out[3] = -out[1] / variance - (b / variance) * out[2];
  out[4] = (-2 * out[2]) / variance - (b / variance) * out[3];
}
