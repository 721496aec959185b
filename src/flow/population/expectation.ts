/**
 * Two neurons of the same activation with Gaussian inputs x ~ N(0, 1): z₁ = r₁ u₁ + b₁ and z₂ = r₂ (cos u₁ + sin u₂) + b₂, where u₁ and u₂ are
 * coordinates of x along the first neuron's weights and across them.
 */
export interface NeuronPair {
  /** lengths of the rows of weights */
  r1: number;
  r2: number;
  b1: number;
  b2: number;
  /** of the angle between the rows */
  cos: number;
  sin: number;
}

/**
 * Places of E[f g] and of the moments of products of derivatives. From H10 and H01 on: E[h], E[h u₁], E[h u₂]. From H20, H02 and H11 on also
 * E[h (u₁² − 1)], E[h u₁ u₂], E[h (u₂² − 1)]. H20 is f″(z₁) f(z₂), and so on.
 */
export const [H10, H01, H20, H02, H11, MOMENTS] = [1, 4, 7, 13, 19, 25];

/** Number of moments of one neuron: E[f]; E[f′], E[f′ u]; E[f″], E[f″ u], E[f″ (u² − 1)]. */
export const SINGLE_MOMENTS = 6;

/** Expected products of an activation and its derivatives over Gaussian inputs. */
export interface Expectation {
  /** Fills the moments of a pair of neurons. @param order of the derivatives that are needed: 0, 1 or 2 */
  pair(pair: Readonly<NeuronPair>, order: number, moments: Float64Array): void;
  /** Fills the moments of a neuron with weights of length r and bias b. */
  single(r: number, b: number, moments: Float64Array): void;
}
