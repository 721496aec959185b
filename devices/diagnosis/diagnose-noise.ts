import { conductanceWindow, risesOf, type Characterisation } from '../fitting/characterisation.js';
import { meanSplit } from '../noise-split/mean-split.js';
import type { NoiseSplit } from '../noise-split/split-noise.js';
import type { Polarity } from '../vcm/response-curve.js';
import { diagnoseBranches, noiseOf, type BranchDiagnosis } from './diagnose-branches.js';
import { incrementCorrelation } from './increment-correlation.js';
import type { Estimate } from '../noise-split/estimate.js';
import { noiseSpectrum, type NoiseSpectrum } from './noise-spectrum.js';

/** What the noise of one measured device consists of. Numbers are shares of its window. */
export interface NoiseDiagnosis {
  readonly measured: Characterisation;
  readonly windowSiemens: number;
  /** those that were measured */
  readonly branches: Partial<Record<Polarity, BranchDiagnosis>>;
  /** mean variances of SET and RESET */
  readonly split: NoiseSplit;
  /** autocorrelation of the increments at lags 1 … 4, telegraph steps included */
  readonly correlation: Estimate[];
  readonly spectrum: NoiseSpectrum;
}

/** Analyses the noise of a measured device. The result depends on its readings alone. */
export function diagnoseNoise(measured: Characterisation): NoiseDiagnosis {
  const { lowest, highest } = conductanceWindow(measured.set, measured.reset);
  const polarities = (['set', 'reset'] as const).filter((polarity) => measured[polarity].length > 0);
  const rises = Object.fromEntries(polarities.map((polarity) => [polarity, risesOf(measured, polarity)]));
  const raw = noiseOf(rises);
  const branches = diagnoseBranches(rises, raw);
  return {
    measured,
    windowSiemens: highest - lowest,
    branches,
    split: meanSplit(Object.values(branches).map(({ split }) => split)),
    correlation: incrementCorrelation(Object.values(raw)),
    spectrum: noiseSpectrum(Object.values(raw)),
  };
}
