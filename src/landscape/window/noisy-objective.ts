import type { Objective } from '../../core/maths/objective.js';

/**
 * The expected loss when each of P weights is read with white noise of standard deviation σ: the mean over 2P points, each ±√P σ away along
 * one weight. Exact to third order in σ (Stroud, Approximate Calculation of Multiple Integrals, 1971), with exact slopes. As a mean of true
 * losses it is never below the lowest of them, however large σ is.
 */
export class NoisyObjective implements Objective {
  readonly size: number;
  private readonly length: number;
  private readonly shifted: Float64Array;
  private readonly slopes: Float64Array;
  private readonly curvatures: Float64Array;

  constructor(
    private readonly objective: Objective,
    sigma: number,
  ) {
    const { size } = objective;
    this.size = size;
    this.length = Math.sqrt(size) * sigma;
    [this.shifted, this.slopes] = [new Float64Array(size), new Float64Array(size)];
    this.curvatures = new Float64Array(size * size);
  }

  value(parameters: Float64Array): number {
    return this.mean(parameters, (at) => this.objective.value(at));
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    gradient.fill(0);
    return this.mean(parameters, (at) => {
      const value = this.objective.gradient(at, this.slopes);
      this.add(this.slopes, gradient);
      return value;
    });
  }

  hessian(parameters: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    gradient.fill(0);
    hessian.fill(0);
    return this.mean(parameters, (at) => {
      const value = this.objective.hessian(at, this.slopes, this.curvatures);
      this.add(this.slopes, gradient);
      this.add(this.curvatures, hessian);
      return value;
    });
  }

  private mean(parameters: Float64Array, valueAt: (shifted: Float64Array) => number): number {
    const { size, length, shifted } = this;
    shifted.set(parameters);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      shifted[i] = parameters[i] + length;
      sum += valueAt(shifted);
      shifted[i] = parameters[i] - length;
      sum += valueAt(shifted);
      shifted[i] = parameters[i];
    }
    return sum / (2 * size);
  }

  /** Adds its share of what one point has. */
  private add(part: Float64Array, sum: Float64Array): void {
    for (let i = 0; i < part.length; i++) sum[i] += part[i] / (2 * this.size);
  }
}
