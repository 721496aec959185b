import type { BranchNoise } from '../noise-split/branch-noise.js';
import { byCycle } from './by-cycle.js';
import type { Estimate } from '../noise-split/estimate.js';
import { jackknife } from './jackknife.js';

/** Lags of the increments' autocorrelation, in readings. */
const LAGS = [1, 2, 3, 4];

/**
 * Autocorrelation of the increments of the residuals at each lag: −0.5 and then 0 for white read noise, 0 at all lags if each pulse leaves its
 * noise in the device.
 */
export function incrementCorrelation(branches: readonly BranchNoise[]): Estimate[] {
  const products = byCycle(branches, (residual) => laggedProducts(residual));
  return LAGS.map((lag) =>
    jackknife(products, (cycles) => {
      const total = (of: number) => cycles.reduce((sum, cycle) => sum + cycle[of], 0);
      return total(lag) / total(0);
    }),
  );
}

/** Mean products of the increments at lags 0, 1 … */
function laggedProducts(residual: Float64Array): Float64Array {
  const steps = residual.subarray(1).map((value, i) => value - residual[i]);
  return Float64Array.from([0, ...LAGS], (lag) => {
    let products = 0;
    for (let i = 0; i + lag < steps.length; i++) products += steps[i] * steps[i + lag];
    return products / (steps.length - lag);
  });
}
