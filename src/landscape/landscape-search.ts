/** How a landscape is looked at. */
export interface LandscapeSearch {
  /** number of starts, and the first of their seeds */
  readonly starts: number;
  readonly firstSeed: number;
  /** weights start normal with this standard deviation, divided by √inputs; biases with 0 */
  readonly spread: number;
  /** largest sizes that weights may have */
  readonly windows: readonly number[];
  /** standard deviations of a read, as shares of the window */
  readonly noises: readonly number[];
  /** random starts in each window, with each noise */
  readonly windowStarts: number;
}
