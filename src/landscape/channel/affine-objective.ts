import type { Objective } from '../../core/maths/objective.js';

/** How one coordinate moves the parameters: by `factors` at `places`. */
export interface Coordinate {
  readonly places: readonly number[];
  readonly factors: readonly number[];
}

/** An objective on a plane through its space: parameters are base + Σ coordinate × its factors. */
export class AffineObjective implements Objective {
  readonly size: number;
  private readonly parameters: Float64Array;
  private readonly slopes: Float64Array;
  private readonly curvatures: Float64Array;

  /** @param base parameters where all coordinates are 0 */
  constructor(
    private readonly objective: Objective,
    private readonly base: Float64Array,
    private readonly coordinates: readonly Coordinate[],
  ) {
    this.size = coordinates.length;
    this.parameters = new Float64Array(objective.size);
    this.slopes = new Float64Array(objective.size);
    this.curvatures = new Float64Array(objective.size * objective.size);
  }

  /** The parameters at a point of the plane; the next call writes over them. */
  at(point: Float64Array): Float64Array {
    const { parameters, coordinates } = this;
    parameters.set(this.base);
    for (let j = 0; j < coordinates.length; j++) {
      const { places, factors } = coordinates[j];
      for (let n = 0; n < places.length; n++) parameters[places[n]] += factors[n] * point[j];
    }
    return parameters;
  }

  value(point: Float64Array): number {
    return this.objective.value(this.at(point));
  }

  gradient(point: Float64Array, gradient: Float64Array): number {
    const value = this.objective.gradient(this.at(point), this.slopes);
    this.fillGradient(gradient);
    return value;
  }

  hessian(point: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    const value = this.objective.hessian(this.at(point), this.slopes, this.curvatures);
    this.fillGradient(gradient);
    for (let j = 0; j < this.size; j++)
      for (let k = 0; k < this.size; k++) hessian[j * this.size + k] = this.curvature(j, k);
    return value;
  }

  private fillGradient(gradient: Float64Array): void {
    for (let j = 0; j < this.size; j++) {
      const { places, factors } = this.coordinates[j];
      let sum = 0;
      for (let n = 0; n < places.length; n++) sum += factors[n] * this.slopes[places[n]];
      gradient[j] = sum;
    }
  }

  private curvature(j: number, k: number): number {
    const [one, other] = [this.coordinates[j], this.coordinates[k]];
    let sum = 0;
    for (let n = 0; n < one.places.length; n++) {
      const row = one.places[n] * this.objective.size;
      for (let m = 0; m < other.places.length; m++)
        sum += one.factors[n] * other.factors[m] * this.curvatures[row + other.places[m]];
    }
    return sum;
  }
}
