import { lengthOf, times } from './vectors.js';

/** A step, and the damping λ of ‖J x − r‖² + λ ‖D x‖² that keeps it within its trust region. */
export interface DampedStep {
  step: number[];
  damping: number;
}

/** Relative tolerance on the trust region's radius. */
const SLACK = 0.1;
const MAXIMUM_TRIALS = 10;

/**
 * Least squares of ‖J x − r‖, free or within a trust region, by J P = Q R: Householder reflections with column pivoting, the longest
 * remaining column first (Businger and Golub, Numer. Math. 7, 1965). Rank, damping and the reuse of R follow MINPACK, which the QR
 * decomposition of ml-matrix (without pivoting) does not offer.
 */
export class LinearLeastSquares {
  /** number of columns before the first zero on the diagonal of R */
  private readonly rank: number;
  /** [position][row]: R; the numbers below its diagonal have no meaning */
  private readonly triangle: Float64Array[];
  /** the column at each position */
  private readonly order: number[];
  /** Qᵀ r */
  private readonly turned: Float64Array;

  /** @param columns of J */
  constructor(columns: readonly Float64Array[], right: Float64Array) {
    this.triangle = columns.map((column) => column.slice());
    this.order = [...columns.keys()];
    this.turned = right.slice();
    for (const k of columns.keys()) {
      this.bringLongest(k);
      reflect(k, this.triangle[k], [...this.triangle.slice(k + 1), this.turned]);
    }
    const zero = this.triangle.findIndex((column, k) => column[k] === 0);
    this.rank = zero < 0 ? columns.length : zero;
  }

  /** The smallest pivot: the shortest remainder of a column after those before it are projected out. */
  smallestPivot(): number {
    return Math.min(...this.triangle.map((column, k) => Math.abs(column[k])));
  }

  /** Jᵀ r */
  gradient(): number[] {
    const gradient = this.order.map(() => 0);
    for (const [k, column] of this.triangle.entries())
      for (let i = 0; i <= k; i++) gradient[this.order[k]] += column[i] * this.turned[i];
    return gradient;
  }

  /** ‖J x‖ */
  lengthOfImage(x: readonly number[]): number {
    const { order, triangle } = this;
    return lengthOf(
      order.map((_, i) => order.slice(i).reduce((sum, j, k) => sum + triangle[i + k][i] * x[j], 0)),
    );
  }

  /**
   * The step whose ‖D x‖ equals the radius to within a tenth, or the free step if that is shorter: Newton's method for ‖D x‖ as a function
   * of λ, between bounds (Moré 1978, section 5).
   * @param guess of λ
   */
  stepWithin(radius: number, scales: readonly number[], guess: number): DampedStep {
    let step = this.solve();
    let excess = lengthOf(times(scales, step)) - radius;
    if (excess <= SLACK * radius) return { step, damping: 0 };
    let lower = this.rank < scales.length ? 0 : this.newton(step, scales, radius);
    let upper = lengthOf(this.gradient().map((slope, j) => slope / scales[j])) / radius;
    let damping = Math.min(Math.max(guess, lower), upper) || (upper * radius) / (excess + radius);
    for (let trial = 1; ; trial++) {
      damping ||= 0.001 * upper;
      const damped = this.damped(Math.sqrt(damping), scales);
      step = damped.solve();
      const previous = excess;
      excess = lengthOf(times(scales, step)) - radius;
      const bounded = lower === 0 && excess <= previous && previous < 0;
      if (Math.abs(excess) <= SLACK * radius || bounded || trial === MAXIMUM_TRIALS) return { step, damping };
      if (excess > 0) lower = Math.max(lower, damping);
      else upper = Math.min(upper, damping);
      damping = Math.max(lower, damping + damped.newton(step, scales, radius));
    }
  }

  /** x, with zeros for the columns beyond the rank. */
  private solve(): number[] {
    const { triangle, order, turned, rank } = this;
    const x = order.map(() => 0);
    for (let k = rank - 1; k >= 0; k--) {
      let remainder = turned[k];
      for (let j = k + 1; j < rank; j++) remainder -= triangle[j][k] * x[order[j]];
      x[order[k]] = remainder / triangle[k][k];
    }
    return x;
  }

  /** The Newton step of λ towards ‖D x‖ = radius. */
  private newton(step: readonly number[], scales: readonly number[], radius: number): number {
    const length = lengthOf(times(scales, step));
    const outward = step.map((x, j) => (scales[j] * scales[j] * x) / length);
    return (length - radius) / radius / this.dualLength(outward) ** 2;
  }

  /** ‖R⁻ᵀ Pᵀ v‖ */
  private dualLength(v: readonly number[]): number {
    const dual: number[] = [];
    for (const [k, column] of this.triangle.entries())
      dual.push((v[this.order[k]] - dual.reduce((sum, w, i) => sum + column[i] * w, 0)) / column[k]);
    return lengthOf(dual);
  }

  /** The same problem with √λ D below R. */
  private damped(weight: number, scales: readonly number[]): LinearLeastSquares {
    const size = scales.length;
    const columns = scales.map((scale, j) => {
      const column = new Float64Array(2 * size);
      const k = this.order.indexOf(j);
      column.set(this.triangle[k].subarray(0, k + 1));
      column[size + j] = weight * scale;
      return column;
    });
    const right = new Float64Array(2 * size);
    right.set(this.turned.subarray(0, size));
    return new LinearLeastSquares(columns, right);
  }

  private bringLongest(k: number): void {
    const { triangle, order } = this;
    const lengths = triangle.map((column, j) => (j < k ? -1 : lengthOf(column.subarray(k))));
    const longest = lengths.indexOf(Math.max(...lengths));
    if (longest <= k) return;
    [triangle[k], triangle[longest]] = [triangle[longest], triangle[k]];
    [order[k], order[longest]] = [order[longest], order[k]];
  }
}

/** Householder reflection that turns the axis, from row k on, into one number at row k; the other columns are reflected too. */
function reflect(k: number, axis: Float64Array, others: readonly Float64Array[]): void {
  const length = lengthOf(axis.subarray(k)) * (axis[k] < 0 ? -1 : 1);
  if (length === 0) return;
  const mirror = axis.subarray(k).map((value) => value / length);
  mirror[0] += 1;
  for (const other of others) {
    let along = 0;
    for (let i = 0; i < mirror.length; i++) along += mirror[i] * other[k + i];
    along /= mirror[0];
    for (let i = 0; i < mirror.length; i++) other[k + i] -= along * mirror[i];
  }
  axis[k] = -length;
}
