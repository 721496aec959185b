import { occupancy, type GroupedTraces, type TwoLevels } from './two-levels.js';

/**
 * How likely traces are under the Gaussian noise that has exactly the autocorrelation of some two levels: white noise and one Ornstein–Uhlenbeck
 * process of the steps' variance h² o (1 − o) and memory 1 − up − down, by the scalar Kalman filter. Natural logarithm, without the constant of the
 * normal density.
 */
export function twinLogLikelihood({ residuals, groups }: GroupedTraces, levels: TwoLevels): number {
  const kept = 1 - levels.up - levels.down;
  const share = occupancy(levels);
  const spread = levels.height ** 2 * share * (1 - share);
  let total = 0;
  for (const [trace, residual] of residuals.entries()) {
    const white = levels.variance[groups[trace]];
    for (let i = 0, state = 0, unknown = spread; i < residual.length; i++) {
      const variance = unknown + white;
      const surprise = residual[i] - state;
      total -= 0.5 * (Math.log(variance) + (surprise * surprise) / variance);
      const gain = unknown / variance;
      state = kept * (state + gain * surprise);
      unknown = kept * kept * (1 - gain) * unknown + (1 - kept * kept) * spread;
    }
  }
  return total;
}
