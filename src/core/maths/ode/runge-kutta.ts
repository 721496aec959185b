import type { RungeKuttaTableau } from './runge-kutta-tableau.js';
import { errorShare, type Stepper } from './stepper.js';
import type { System } from './system.js';

/** Steps of an explicit Runge–Kutta method. It allocates nothing after it is made. */
export class RungeKutta implements Stepper {
  readonly size: number;
  readonly order: number;
  private readonly slopes: Float64Array[];
  private readonly point: Float64Array;
  private readonly fine: Float64Array;
  private readonly coarse: Float64Array;
  private readonly needsLast: boolean;

  constructor(
    private readonly system: System,
    private readonly tableau: RungeKuttaTableau,
  ) {
    const { size } = system;
    const column = () => new Float64Array(size);
    this.size = size;
    this.order = tableau.order;
    this.slopes = Array.from({ length: tableau.weights.length + 1 }, column);
    [this.point, this.fine, this.coarse] = [column(), column(), column()];
    this.needsLast = tableau.error.length > tableau.weights.length;
  }

  get slope(): Float64Array {
    return this.slopes[0];
  }

  begin(y: Float64Array, isNext: boolean): void {
    if (isNext && this.needsLast) this.slopes[0].set(this.slopes[this.slopes.length - 1]);
    else this.system.slope(y, this.slopes[0]);
  }

  attempt(y: Float64Array, step: number, tolerance: number, next: Float64Array): number {
    const { stages, weights, error, coarseError } = this.tableau;
    for (let s = 0; s < stages.length; s++) {
      this.combine(stages[s], step, y, this.point);
      this.system.slope(this.point, this.slopes[s + 1]);
    }
    this.combine(weights, step, y, next);
    if (this.needsLast) this.system.slope(next, this.slopes[weights.length]);
    this.combine(error, step, undefined, this.fine);
    const fine = errorShare(this.fine, y, next, tolerance);
    if (!coarseError) return fine;
    this.combine(coarseError, step, undefined, this.coarse);
    const coarse = errorShare(this.coarse, y, next, tolerance);
    // Hairer's mean of the estimates of order 5 and 3, which behaves as one of order 8.
    return fine === 0 ? 0 : (fine * fine) / Math.sqrt(fine * fine + 0.01 * coarse * coarse);
  }

  /** Fills y + step × Σ weight × slope. */
  private combine(
    weights: readonly number[],
    step: number,
    y: Float64Array | undefined,
    out: Float64Array,
  ): void {
    if (y) out.set(y);
    else out.fill(0);
    for (let s = 0; s < weights.length; s++) {
      const weight = step * weights[s];
      if (weight === 0) continue;
      const slope = this.slopes[s];
      for (let i = 0; i < out.length; i++) out[i] += weight * slope[i];
    }
  }
}
