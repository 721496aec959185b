/** One step of a differential equation, with an estimate of its error. */
export interface Stepper {
  readonly size: number;
  /** the power of the step with which the estimate of the error grows */
  readonly order: number;
  /** dy/dt at the point where the next step begins, after `begin` */
  readonly slope: Float64Array;
  /** Takes a point to begin at. @param isNext whether it is the `next` of the last attempt */
  begin(y: Float64Array, isNext: boolean): void;
  /** Tries a step from the point where it began; fills `next`. @returns the error as a share of the tolerance */
  attempt(y: Float64Array, step: number, tolerance: number, next: Float64Array): number;
}

/** The root mean square of errors, each as a share of what a tolerance allows: tolerance × (1 + |y|). */
export function errorShare(
  errors: Float64Array,
  y: Float64Array,
  next: Float64Array,
  tolerance: number,
): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const share = errors[i] / (tolerance * (1 + Math.max(Math.abs(y[i]), Math.abs(next[i]))));
    sum += share * share;
  }
  return Math.sqrt(sum / y.length);
}
