import type { LeastSquaresObjective, Objective } from '../core/maths/objective.js';

/** An objective that counts how often it is asked. */
export class CountedObjective implements LeastSquaresObjective {
  readonly size: number;
  readonly coarse?: string;
  gradients = 0;
  hessians = 0;

  constructor(private readonly objective: Objective | LeastSquaresObjective) {
    this.size = objective.size;
    if (objective.coarse !== undefined) this.coarse = objective.coarse;
  }

  value(parameters: Float64Array): number {
    return this.objective.value(parameters);
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    this.gradients++;
    return this.objective.gradient(parameters, gradient);
  }

  hessian(parameters: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    this.hessians++;
    return this.objective.hessian(parameters, gradient, hessian);
  }

  gaussNewton(parameters: Float64Array, gradient: Float64Array, matrix: Float64Array): number {
    this.hessians++;
    return (this.objective as LeastSquaresObjective).gaussNewton(parameters, gradient, matrix);
  }
}
