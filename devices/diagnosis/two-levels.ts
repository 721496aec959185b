/** Noise that switches between two levels a trap apart: a step's height, the chance to go up or down between two readings, and white noise about each level. */
export interface TwoLevels {
  /** of a step, in units of the window */
  height: number;
  /** chance to leave the lower level until the next reading */
  up: number;
  /** chance to leave the upper level until the next reading */
  down: number;
  /** variance of the white noise in each group of traces */
  variance: number[];
}

/** Equally long traces, each in a group whose white noise is its own. */
export interface GroupedTraces {
  readonly residuals: readonly Float64Array[];
  readonly groups: readonly number[];
  /** of each trace: orthonormal, along which a fit took noise with it, so that the residual has no share in them */
  readonly bases: readonly (readonly Float64Array[])[];
}

/** Share of the time in the upper level. */
export function occupancy({ up, down }: TwoLevels): number {
  return up / (up + down);
}
