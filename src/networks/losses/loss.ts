/** What a wrong output costs, summed over the outputs of a sample. */
export interface Loss {
  /** one phrase for listings, with the formula */
  readonly meaning: string;
  /**
   * The weighted loss of a block; fills its slope in each output (outputs × count).
   * @param outputs [output × count + sample], as targets and slopes
   */
  fill(
    outputs: Float64Array,
    targets: Float64Array,
    weights: Float64Array,
    count: number,
    slopes: Float64Array,
  ): number;
  /** Fills the weighted second derivative in outputs o and q, for each sample; to be called after `fill` with the same columns. */
  fillCurvature(
    o: number,
    q: number,
    outputs: Float64Array,
    targets: Float64Array,
    weights: Float64Array,
    count: number,
    curvature: Float64Array,
  ): void;
}
