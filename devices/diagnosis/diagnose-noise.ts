import { RandomStream } from '../../src/core/random-stream.js';
import type { DeviceFit } from '../files/device-form.js';
import type { Characterisation } from '../fitting/characterisation.js';
import { meanVariogram } from '../fitting/detrended-variogram.js';
import { splitNoise, type NoiseSplit } from '../fitting/split-noise.js';
import { estimates, type Estimate } from './estimate.js';
import { noiseSpectrum, type NoiseSpectrum } from './noise-spectrum.js';
import { byCycle, residualTraces, type ResidualTrace } from './residual-traces.js';
import { telegraphSteps, type TelegraphSteps } from './telegraph-steps.js';
import { telegraphTest, type TelegraphTest } from './telegraph-test.js';

/** What the noise of one measured device consists of. */
export interface NoiseDiagnosis {
  fit: DeviceFit;
  traces: ResidualTrace[];
  /** of SET and RESET together, in units of the window */
  split: NoiseSplit;
  /** autocorrelation of the increments at lags 1 … 4 */
  correlation: Estimate[];
  spectrum: NoiseSpectrum;
  telegraph: TelegraphTest;
  /** only if the test found telegraph steps */
  steps?: TelegraphSteps;
}

/** Lags of the increments' autocorrelation, in readings. */
const LAGS = [1, 2, 3, 4];

/** Analyses the noise of a device: the residuals of its fitted curves. @param fit of the same device */
export function diagnoseNoise(measured: Characterisation, fit: DeviceFit): NoiseDiagnosis {
  const random = (purpose: string) => new RandomStream(`noise/${fit.device}/${purpose}`);
  const traces = residualTraces(measured, fit);
  const telegraph = telegraphTest(traces, fit.noise, random('telegraph'));
  return {
    fit,
    traces,
    split: splitNoise(
      byCycle(traces).map((cycle) => meanVariogram(cycle.map(({ variogram }) => variogram))),
      random('split'),
    ),
    correlation: incrementCorrelation(traces, random('correlation')),
    spectrum: noiseSpectrum(traces, random('spectrum')),
    telegraph,
    ...(telegraph.found && { steps: telegraphSteps(traces, telegraph.fit, random('steps')) }),
  };
}

/** Autocorrelation of the residuals' increments: −0.5 and then 0 for white read noise, 0 at all lags if each pulse leaves its noise in the device. */
function incrementCorrelation(traces: readonly ResidualTrace[], random: RandomStream): Estimate[] {
  const products = byCycle(traces).map((cycle) =>
    laggedProducts(cycle.map(({ residual }) => increments(residual))),
  );
  const correlations = (cycles: readonly number[][]) => {
    const total = cycles[0].map((_, lag) => cycles.reduce((sum, cycle) => sum + cycle[lag], 0));
    return LAGS.map((lag) => total[lag] / total[0]);
  };
  return estimates(products, correlations, random);
}

function increments(residual: Float64Array): Float64Array {
  return residual.subarray(1).map((value, i) => value - residual[i]);
}

/** Mean products at lags 0, 1 …, summed over branches. */
function laggedProducts(branches: Float64Array[]): number[] {
  return [0, ...LAGS].map((lag) =>
    branches.reduce((sum, branch) => {
      let products = 0;
      for (let i = 0; i + lag < branch.length; i++) products += branch[i] * branch[i + lag];
      return sum + products / (branch.length - lag);
    }, 0),
  );
}
