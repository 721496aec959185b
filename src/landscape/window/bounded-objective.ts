import type { Objective } from '../../core/maths/objective.js';

/** An objective inside a window: each parameter is A sin φ, so that no search over the angles φ leaves −A … A. */
export class BoundedObjective implements Objective {
  readonly size: number;
  private readonly parameters: Float64Array;

  /** @param window A, the largest size of a parameter */
  constructor(
    private readonly objective: Objective,
    private readonly window: number,
  ) {
    this.size = objective.size;
    this.parameters = new Float64Array(objective.size);
  }

  /** The parameters at some angles; the next call writes over them. */
  at(angles: Float64Array): Float64Array {
    for (let i = 0; i < this.size; i++) this.parameters[i] = this.window * Math.sin(angles[i]);
    return this.parameters;
  }

  /** The angles of parameters; those outside the window come to its edge. */
  anglesOf(parameters: Float64Array): Float64Array {
    return parameters.map((value) => Math.asin(Math.max(-1, Math.min(1, value / this.window))));
  }

  value(angles: Float64Array): number {
    return this.objective.value(this.at(angles));
  }

  gradient(angles: Float64Array, gradient: Float64Array): number {
    const value = this.objective.gradient(this.at(angles), gradient);
    for (let i = 0; i < this.size; i++) gradient[i] *= this.window * Math.cos(angles[i]);
    return value;
  }

  hessian(angles: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    const value = this.objective.hessian(this.at(angles), gradient, hessian);
    const { size, window } = this;
    for (let i = 0; i < size; i++)
      for (let k = 0; k < size; k++)
        hessian[i * size + k] *= window ** 2 * Math.cos(angles[i]) * Math.cos(angles[k]);
    for (let i = 0; i < size; i++) {
      hessian[i * (size + 1)] -= gradient[i] * window * Math.sin(angles[i]);
      gradient[i] *= window * Math.cos(angles[i]);
    }
    return value;
  }
}
