/** Noise that switches between two levels, as a trap does: the height of a step, the chances to switch, and white noise about each level. */
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

/** Traces of equal length; each belongs to a group, and each group has its own white noise. */
export interface GroupedTraces {
  readonly residuals: readonly Float64Array[];
  readonly groups: readonly number[];
  /** for each trace: the orthonormal directions that the fit of the curve has removed from the residual */
  readonly bases: readonly (readonly Float64Array[])[];
}

/** The same levels with a positive height: a fit may call the upper level the lower one. */
export function upright(levels: TwoLevels): TwoLevels {
  const { height, up, down } = levels;
  return height < 0 ? { ...levels, height: -height, up: down, down: up } : levels;
}

/** Share of the time in the upper level. */
export function occupancy({ up, down }: TwoLevels): number {
  return up / (up + down);
}

/**
 * Log-likelihood of traces under Gaussian noise with exactly the autocorrelation of two levels: white noise and one Ornstein–Uhlenbeck process
 * of the steps' variance h² o (1 − o) and memory 1 − up − down, by the scalar Kalman filter. Natural logarithm, without the constant of the
 * normal density.
 */
export function gaussianLogLikelihood({ residuals, groups }: GroupedTraces, levels: TwoLevels): number {
  const kept = 1 - levels.up - levels.down;
  const share = occupancy(levels);
  const spread = levels.height ** 2 * share * (1 - share);
  let total = 0;
  for (const [trace, residual] of residuals.entries()) {
    const white = levels.variance[groups[trace]];
    for (let i = 0, state = 0, uncertainty = spread; i < residual.length; i++) {
      const variance = uncertainty + white;
      const surprise = residual[i] - state;
      total -= 0.5 * (Math.log(variance) + (surprise * surprise) / variance);
      const gain = uncertainty / variance;
      state = kept * (state + gain * surprise);
      uncertainty = kept * kept * (1 - gain) * uncertainty + (1 - kept * kept) * spread;
    }
  }
  return total;
}
