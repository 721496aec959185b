/** What stands for the slope of a spike in its membrane, which is zero almost everywhere. */
export interface Surrogate {
  /** one phrase for listings, with the formula; u is the membrane less its threshold, 1 */
  readonly meaning: string;
  /** Fills the slopes of the first `count` membranes. */
  fill(membranes: Float64Array, slopes: Float64Array, count: number): void;
}
