import type { Objective, ResidualObjective, SlopedObjective } from '../objective.js';

/** When a minimiser ends. */
export interface Limits {
  readonly iterations: number;
  /** largest component of the gradient that counts as zero */
  readonly gradientMax: number;
}

/**
 * How a minimiser ended: at a vanishing gradient, by the word of who watched, with its iterations used up, where no step went down, or where
 * the value is no number.
 */
export type Ending = 'fixed point' | 'stopped' | 'exhausted' | 'stuck' | 'not finite';

/** The end of a search. */
export interface Found {
  readonly ending: Ending;
  readonly iterations: number;
  readonly value: number;
  readonly gradientMax: number;
}

/** Sees each iterate, the start as number 0; true ends the search. */
export type Watch = (
  iteration: number,
  parameters: Float64Array,
  value: number,
  gradientMax: number,
) => boolean | void;

/** Goes down an objective; parameters hold the start, and then the end. */
export type Minimiser = (
  objective: Objective,
  parameters: Float64Array,
  limits: Limits,
  watch?: Watch,
) => Found;

/** Follows slopes alone. */
export type SlopeFollower = (
  objective: SlopedObjective,
  parameters: Float64Array,
  limits: Limits,
  watch?: Watch,
) => Found;

/** Goes down an objective that has a Gauss–Newton matrix. */
export type LeastSquaresMinimiser = (
  objective: ResidualObjective,
  parameters: Float64Array,
  limits: Limits,
  watch?: Watch,
) => Found;

/** The largest size of a component. */
export function largest(column: Float64Array): number {
  let most = 0;
  for (let i = 0; i < column.length; i++) {
    const size = Math.abs(column[i]);
    // Written so that NaN is the largest.
    if (!(size <= most)) most = size;
  }
  return most;
}
