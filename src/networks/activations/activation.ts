/** What f(−z) has to do with f(z): a network computes the same function after a neuron's weights are turned by it. */
export type Symmetry = 'none' | 'odd' | 'even-linear' | 'positive-scaling' | 'even' | 'odd-constant';

/** The place of what is not wanted. */
export const NONE = -1;

/** The function f that each neuron of a layer applies to its input z, with two derivatives. */
export interface Activation {
  /** one phrase for listings, with the formula */
  readonly meaning: string;
  /**
   * - `odd`: f(−z) = −f(z)
   * - `odd-constant`: f(−z) = 1 − f(z)
   * - `even`: f(−z) = f(z)
   * - `even-linear`: f(z) − f(−z) = k z
   * - `positive-scaling`: f(s z) = s f(z) for s > 0, and f(z) − f(−z) = k z
   */
  readonly symmetry: Symmetry;
  /** whether the slope stands in for a derivative that is 0 almost everywhere: a gradient made of it is no derivative of the loss */
  readonly coarse?: true;
  /**
   * Fills f(z), f′(z) and f″(z) for a run of numbers.
   * @param numbers all numbers; the others are places among them. `curvature` is NONE where f″ is not wanted.
   */
  fill(
    numbers: Float64Array,
    z: number,
    length: number,
    value: number,
    slope: number,
    curvature: number,
  ): void;
}
