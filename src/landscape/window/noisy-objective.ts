import type { Objective } from '../../core/maths/objective.js';

/** Length of the differences that give the slope of tr H: its error is that squared. */
const DIFFERENCE = 1e-3;

/**
 * The expected loss when every weight is read with white noise of standard deviation σ: L + ½ σ² tr H, to second order. Its slope takes
 * differences of gradients, so its Hessian is that of the loss alone.
 */
export class NoisyObjective implements Objective {
  readonly size: number;
  private readonly slopes: Float64Array;
  private readonly shifted: Float64Array;
  private readonly curvatures: Float64Array;

  constructor(
    private readonly objective: Objective,
    private readonly sigma: number,
  ) {
    const { size } = objective;
    this.size = size;
    this.slopes = new Float64Array(size);
    this.shifted = new Float64Array(size);
    this.curvatures = new Float64Array(size * size);
  }

  value(parameters: Float64Array): number {
    const value = this.objective.hessian(parameters, this.slopes, this.curvatures);
    return value + 0.5 * this.sigma ** 2 * this.trace();
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    const { objective, slopes, shifted, size } = this;
    const value = objective.hessian(parameters, gradient, this.curvatures);
    const share = (0.5 * this.sigma ** 2) / DIFFERENCE ** 2;
    const kept = 1 - 2 * size * share;
    for (let i = 0; i < size; i++) gradient[i] *= kept;
    shifted.set(parameters);
    for (let i = 0; i < size; i++) {
      for (const sign of [1, -1]) {
        shifted[i] = parameters[i] + sign * DIFFERENCE;
        objective.gradient(shifted, slopes);
        for (let k = 0; k < size; k++) gradient[k] += share * slopes[k];
      }
      shifted[i] = parameters[i];
    }
    return value + 0.5 * this.sigma ** 2 * this.trace();
  }

  hessian(parameters: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    this.objective.hessian(parameters, this.slopes, hessian);
    return this.gradient(parameters, gradient);
  }

  private trace(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += this.curvatures[i * (this.size + 1)];
    return sum;
  }
}
