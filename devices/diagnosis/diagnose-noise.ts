import { RandomStream } from '../../src/core/random-stream.js';
import type { DeviceFit } from '../files/device-form.js';
import type { Characterisation } from '../fitting/characterisation.js';
import { meanVariogram } from '../fitting/detrended-variogram.js';
import { splitNoise, type NoiseSplit } from '../fitting/split-noise.js';
import type { Estimate } from './estimate.js';
import { incrementCorrelation } from './increment-correlation.js';
import { noiseSpectrum, type NoiseSpectrum } from './noise-spectrum.js';
import { byCycle, residualTraces, type ResidualTrace } from './residual-traces.js';
import { telegraphSteps, type TelegraphSteps } from './telegraph-steps.js';
import { telegraphTest, type TelegraphTest } from './telegraph-test.js';

/** What the noise of one measured device is made of. */
export interface NoiseDiagnosis {
  fit: DeviceFit;
  traces: ResidualTrace[];
  /** of SET and RESET together, in units of the window */
  split: NoiseSplit;
  /** of increments, at lags 1 … 4 */
  correlation: Estimate[];
  spectrum: NoiseSpectrum;
  telegraph: TelegraphTest;
  /** of a telegraph that was found */
  steps?: TelegraphSteps;
}

/** Takes the noise of a device apart, from what its fits leave over. @param measured, @param fit of the same device */
export function diagnoseNoise(measured: Characterisation, fit: DeviceFit): NoiseDiagnosis {
  const random = (what: string) => new RandomStream(`noise/${fit.device}/${what}`);
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
