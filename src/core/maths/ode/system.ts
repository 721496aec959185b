/** A differential equation dy/dt = f(y). Time that enters f is one more component of y, with slope 1. */
export interface System {
  /** number of components of y */
  readonly size: number;
  /** Fills f(y). */
  slope(y: Float64Array, slope: Float64Array): void;
}

/** A system whose Jacobian is known. */
export interface SmoothSystem extends System {
  /** Fills f(y) and ∂f/∂y (size × size, row by row). */
  jacobian(y: Float64Array, slope: Float64Array, jacobian: Float64Array): void;
}
