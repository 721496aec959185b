import { factorLowerUpper, solveLowerUpper } from '../linear/lower-upper.js';
import { errorShare, type Stepper } from './stepper.js';
import type { SmoothSystem } from './system.js';

/** The coefficients of a stiffly accurate Rosenbrock method, in the form without products by the Jacobian. */
export interface RosenbrockTableau {
  readonly order: number;
  readonly gamma: number;
  /** how much of the stages before it each stage adds to y */
  readonly stages: readonly (readonly number[])[];
  /** how much of the stages before it, divided by the step, each stage adds to f */
  readonly couplings: readonly (readonly number[])[];
}

/**
 * Steps of a Rosenbrock method for stiff systems: each stage k solves (1/(step γ) − J) k = f(y + Σ a k) + Σ c k / step with the exact
 * Jacobian J (Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd ed., section IV.7). The last stage is the error.
 */
export class Rosenbrock implements Stepper {
  readonly size: number;
  readonly order: number;
  readonly slope: Float64Array;
  /** number of Jacobians, one a step */
  jacobians = 0;
  private readonly stages: Float64Array[];
  private readonly point: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly factors: Float64Array;
  private readonly pivots: Int32Array;

  constructor(
    private readonly system: SmoothSystem,
    private readonly tableau: RosenbrockTableau,
  ) {
    const { size } = system;
    this.size = size;
    this.order = tableau.order;
    this.slope = new Float64Array(size);
    this.stages = tableau.stages.map(() => new Float64Array(size));
    this.point = new Float64Array(size);
    this.jacobian = new Float64Array(size * size);
    this.factors = new Float64Array(size * size);
    this.pivots = new Int32Array(size);
  }

  begin(y: Float64Array): void {
    this.jacobians++;
    this.system.jacobian(y, this.slope, this.jacobian);
  }

  attempt(y: Float64Array, step: number, tolerance: number, next: Float64Array): number {
    if (!this.factor(step)) return Infinity;
    const { stages, point } = this;
    for (let s = 0; s < stages.length; s++) {
      point.set(y);
      this.add(this.tableau.stages[s], 1, point);
      if (s > 0) this.system.slope(point, stages[s]);
      else stages[0].set(this.slope);
      this.add(this.tableau.couplings[s], 1 / step, stages[s]);
      solveLowerUpper(this.factors, this.size, this.pivots, stages[s]);
    }
    const error = stages[stages.length - 1];
    for (let i = 0; i < next.length; i++) next[i] = point[i] + error[i];
    return errorShare(error, y, next, tolerance);
  }

  private factor(step: number): boolean {
    const { factors, jacobian, size } = this;
    for (let i = 0; i < factors.length; i++) factors[i] = -jacobian[i];
    for (let i = 0; i < size; i++) factors[i * size + i] += 1 / (step * this.tableau.gamma);
    return factorLowerUpper(factors, size, this.pivots);
  }

  private add(weights: readonly number[], scale: number, out: Float64Array): void {
    for (let s = 0; s < weights.length; s++) {
      const weight = scale * weights[s];
      const stage = this.stages[s];
      for (let i = 0; i < out.length; i++) out[i] += weight * stage[i];
    }
  }
}
