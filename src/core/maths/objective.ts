/** A function of parameters that is to be made small, with slopes to follow. */
export interface SlopedObjective {
  /** number of parameters */
  readonly size: number;
  /** where gradients are no derivatives of the value but stand in for them: the name of what makes them so */
  readonly coarse?: string;
  /** The value. */
  value(parameters: Float64Array): number;
  /** The value; fills the gradient (size). */
  gradient(parameters: Float64Array, gradient: Float64Array): number;
}

/** A function of parameters that is to be made small, with its curvature. */
export interface Objective extends SlopedObjective {
  /** The value; fills the gradient (size) and the Hessian (size × size, symmetric, row by row). */
  hessian(parameters: Float64Array, gradient: Float64Array, hessian: Float64Array): number;
}

/** An objective made of residuals, or of losses that curve in their outputs alone, with all that is known of it. */
export interface LeastSquaresObjective extends Objective, ResidualObjective {}

/** An objective made of residuals. */
export interface ResidualObjective {
  /** number of parameters */
  readonly size: number;
  /** The value; fills the gradient and the Gauss–Newton matrix: the Hessian without the curvature of the model (size × size). */
  gaussNewton(parameters: Float64Array, gradient: Float64Array, matrix: Float64Array): number;
}
