import { dot, meanVector } from '../../src/core/maths/vectors.js';
import type { MeanCurve } from '../vcm/response-curve.js';

/** One polarity of one device as data for curves: the mean over its cycles, and what is known of the noise of that mean. */
export interface MeasuredBranch {
  /** [cycle][pulses since the lower end]: w for SET, 1 − w for RESET */
  readonly rises: readonly Float64Array[];
  /** over cycles, by pulse */
  readonly mean: Float64Array;
  /** [cycle] cycle − mean; none for a single cycle */
  readonly deviations: readonly Float64Array[];
  /** variance of one reading about the mean; of a single cycle, from its second differences, as if readings were independent */
  readonly variance: number;
  /** number of independent readings that hold as much as the N + 1 readings of the mean */
  readonly independent: number;
  /** the mean model that is fitted already */
  readonly linExp: MeanCurve;
}

/** Variance of a noise-free file: what rounding to seven digits leaves. */
const SMALLEST_VARIANCE = 1e-14;

/** A branch with its mean and noise. @param rises [cycle][pulses since the lower end] */
export function measuredBranch(rises: readonly Float64Array[], linExp: MeanCurve): MeasuredBranch {
  const mean = meanVector(rises);
  const readings = mean.length;
  if (rises.length < 2) {
    return {
      rises,
      mean,
      deviations: [],
      variance: differenceVariance(mean),
      independent: readings,
      linExp,
    };
  }
  const deviations = rises.map((rise) => rise.map((x, p) => x - mean[p]));
  const squares = deviations.reduce((sum, row) => sum + dot(row, row), 0);
  const variance = Math.max(squares / (readings * (rises.length - 1)), SMALLEST_VARIANCE);
  return { rises, mean, deviations, variance, independent: independentReadings(deviations), linExp };
}

/** Of the squared differences of second order, the median: a jump is in few of them. (Median of χ² with one degree of freedom: 0.455.) */
function differenceVariance(x: Float64Array): number {
  const squares = x.slice(2).map((value, p) => (value - 2 * x[p + 1] + x[p]) ** 2);
  return Math.max(squares.sort()[squares.length >> 1] / (6 * 0.455), SMALLEST_VARIANCE);
}

/** n/(1 + 2 Σ ρ), over lags as long as the autocorrelation ρ is positive (Geyer, Statist. Sci. 7, 1992). */
function independentReadings(deviations: readonly Float64Array[]): number {
  const readings = deviations[0].length;
  const covariance = (lag: number) =>
    deviations.reduce((sum, row) => sum + dot(row.subarray(lag), row.subarray(0, readings - lag)), 0);
  const variance = covariance(0);
  let correlation = 1;
  for (let lag = 1; lag < readings; lag++) {
    const share = covariance(lag) / variance;
    if (!(share > 0)) break;
    correlation += 2 * share;
  }
  return Math.max(1, readings / correlation);
}
