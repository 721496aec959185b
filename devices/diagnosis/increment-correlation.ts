import type { RandomStream } from '../../src/core/random-stream.js';
import { estimates, type Estimate } from './estimate.js';
import { byCycle, type ResidualTrace } from './residual-traces.js';

const LAGS = [1, 2, 3, 4];

/** Autocorrelation of the residuals' increments at lags 1 … 4: −0.5 and then 0 for white read noise, 0 throughout where each pulse leaves its noise in the state. */
export function incrementCorrelation(traces: readonly ResidualTrace[], random: RandomStream): Estimate[] {
  const sums = byCycle(traces).map((cycle) => lagged(cycle.map(({ residual }) => increments(residual))));
  const correlations = (units: readonly number[][]) => {
    const total = units[0].map((_, lag) => units.reduce((sum, unit) => sum + unit[lag], 0));
    return LAGS.map((lag) => total[lag] / total[0]);
  };
  return estimates(sums, correlations, random);
}

function increments(residual: Float64Array): Float64Array {
  return residual.subarray(1).map((value, i) => value - residual[i]);
}

/** Mean products at lags 0, 1 …, summed over branches. */
function lagged(branches: Float64Array[]): number[] {
  return [0, ...LAGS].map((lag) =>
    branches.reduce((sum, branch) => {
      let products = 0;
      for (let i = 0; i + lag < branch.length; i++) products += branch[i] * branch[i + lag];
      return sum + products / (branch.length - lag);
    }, 0),
  );
}
