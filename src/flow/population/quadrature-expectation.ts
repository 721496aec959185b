import { normalDensity } from '../../core/maths/error-function.js';
import { NONE, type Activation } from '../../networks/activations/activation.js';
import { H01, H02, H10, H11, H20, type Expectation } from './expectation.js';

/** Where the normal density is below 1e-16, and the exponent of the error that is let through: e^−34 = 2e-15. */
const [REACH, EXPONENT] = [8.6, 34];
/** Spacing at which a sum over a normal density is exact to that error. */
const WIDEST = (2 * Math.PI) / Math.sqrt(2 * EXPONENT);
const LONGEST = 2 ** 12;

/** How fine a sum over points must be that lie along two inputs with these slopes. */
export type Spacing = (slope: number, other: number) => number;

/** Of an activation that is analytic within so many radians of the real axis. */
export function stripSpacing(strip: number): Spacing {
  return (slope, other) => {
    const distance = strip / Math.max(Math.abs(slope), Math.abs(other), 1e-300);
    if (distance >= 2 * Math.PI / WIDEST) return WIDEST;
    return (2 * Math.PI * distance) / (EXPONENT + (distance * distance) / 2);
  };
} // prettier-ignore

/** Of an activation made of normal densities and their integrals. */
export const normalSpacing: Spacing = (slope, other) => WIDEST / Math.sqrt(1 + slope * slope + other * other);

/**
 * Expectations by the trapezoidal rule on a plane, which converges exponentially for smooth functions under a normal density
 * (Trefethen and Weideman, SIAM Rev. 56, 385, 2014): 1e-12 with 20 to some hundred points a side.
 */
export function quadratureExpectation(activation: Activation, spacing: Spacing): Expectation {
  const [one, other] = [columns(), columns()];
  const sums = new Float64Array(9);
  return {
    pair({ r1, r2, b1, b2, cos, sin }, order, moments) {
      const [n1, n2] = [fillGrid(one, spacing(r1, r2 * cos)), fillGrid(other, spacing(r2 * sin, 0))];
      for (let i = 0; i < n1; i++) one.z[i] = b1 + r1 * one.points[i];
      apply(activation, one, n1, true);
      moments.fill(0);
      for (let i = 0; i < n1; i++) {
        const [u, w] = [one.points[i], one.weights[i]];
        for (let k = 0; k < n2; k++) other.z[k] = b2 + r2 * (cos * u + sin * other.points[k]);
        apply(activation, other, n2, order > 1);
        fillSums(other, n2, order, sums);
        const [value, slope, curvature] = [w * one.value[i], w * one.slope[i], w * one.curvature[i]];
        moments[0] += value * sums[0];
        if (order > 0) {
          addMoments(moments, H10, slope, u, sums, 0, false);
          addMoments(moments, H01, value, u, sums, 3, false);
        }
        if (order > 1) {
          addMoments(moments, H20, curvature, u, sums, 0, true);
          addMoments(moments, H02, value, u, sums, 6, true);
          addMoments(moments, H11, slope, u, sums, 3, true);
        }
      }
    },
    single(r, b, moments) {
      const count = fillGrid(one, spacing(r, 0));
      const { points, weights, z, value, slope, curvature } = one;
      for (let i = 0; i < count; i++) z[i] = b + r * points[i];
      apply(activation, one, count, true);
      moments.fill(0);
      for (let i = 0; i < count; i++) {
        const u = points[i];
        moments[0] += weights[i] * value[i];
        moments[1] += weights[i] * slope[i];
        moments[2] += weights[i] * slope[i] * u;
        moments[3] += weights[i] * curvature[i];
        moments[4] += weights[i] * curvature[i] * u;
        moments[5] += weights[i] * curvature[i] * (u * u - 1);
      }
    },
  };
} // prettier-ignore

type Columns = ReturnType<typeof columns>;

/** Points, their weights, and what an activation gives there: parts of one array. */
function columns() {
  const numbers = new Float64Array(6 * LONGEST);
  const part = (k: number) => numbers.subarray(k * LONGEST, (k + 1) * LONGEST);
  return { numbers, z: part(0), value: part(1), slope: part(2), curvature: part(3), points: part(4), weights: part(5) };
} // prettier-ignore

/** Fills the activation of z, its slope and, if it is wanted, its curvature. */
function apply(activation: Activation, { numbers }: Columns, count: number, curved: boolean): void {
  activation.fill(numbers, 0, count, LONGEST, 2 * LONGEST, curved ? 3 * LONGEST : NONE);
}

/** Fills points and weights. @returns their number */
function fillGrid({ points, weights }: Columns, spacing: number): number {
  const half = Math.min(LONGEST / 2 - 1, Math.ceil(REACH / spacing));
  const step = REACH / half;
  for (let i = 0; i <= 2 * half; i++) {
    points[i] = (i - half) * step;
    weights[i] = step * normalDensity(points[i]);
  }
  return 2 * half + 1;
}

/** Fills Σ w f, Σ w f u and Σ w f (u² − 1), then the same for the slope and the curvature. */
function fillSums(
  { points, weights, value, slope, curvature }: Columns,
  count: number,
  order: number,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let k = 0; k < count; k++) {
    const [u, w] = [points[k], weights[k]];
    sums[0] += w * value[k];
    if (order > 0) {
      sums[1] += w * value[k] * u;
      sums[3] += w * slope[k];
      sums[4] += w * slope[k] * u;
    }
    if (order > 1) {
      const square = w * (u * u - 1);
      sums[2] += square * value[k];
      sums[5] += square * slope[k];
      sums[6] += w * curvature[k];
      sums[7] += w * curvature[k] * u;
      sums[8] += square * curvature[k];
    }
  }
}

function addMoments(moments: Float64Array, at: number, first: number, u: number, sums: Float64Array, from: number, isSecond: boolean): void {
  const [mean, across, square] = [first * sums[from], first * sums[from + 1], first * sums[from + 2]];
  moments[at] += mean;
  moments[at + 1] += mean * u;
  moments[at + 2] += across;
  if (!isSecond) return;
  moments[at + 3] += mean * (u * u - 1);
  moments[at + 4] += across * u;
  moments[at + 5] += square;
} // prettier-ignore
