import type { Objective } from '../objective.js';
import type { SmoothSystem } from './system.js';

/** The flow down the gradient of an objective, dθ/dt = −∇L: what gradient descent does with steps that vanish. */
export class GradientFlow implements SmoothSystem {
  readonly size: number;
  /** number of gradients, without those of Hessians */
  gradients = 0;

  constructor(private readonly objective: Objective) {
    this.size = objective.size;
  }

  slope(y: Float64Array, slope: Float64Array): void {
    this.gradients++;
    this.objective.gradient(y, slope);
    negate(slope);
  }

  jacobian(y: Float64Array, slope: Float64Array, jacobian: Float64Array): void {
    this.objective.hessian(y, slope, jacobian);
    negate(slope);
    negate(jacobian);
  }
}

function negate(column: Float64Array): void {
  for (let i = 0; i < column.length; i++) column[i] = -column[i];
}
