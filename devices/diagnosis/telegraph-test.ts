import type { RandomStream } from '../../src/core/random-stream.js';
import type { DeviceNoise } from '../files/device-form.js';
import { detrend } from '../fitting/tangent-basis.js';
import { ReadNoise } from '../noise/read-noise.js';
import { fitTwoLevels, type TwoLevelFit } from './fit-two-levels.js';
import type { ResidualTrace } from './residual-traces.js';
import { gaussianLogLikelihood, type GroupedTraces } from './two-levels.js';

/** Whether a device's noise has telegraph steps, and the two levels that fit best, found or not. */
export interface TelegraphTest {
  found: boolean;
  /** chance that noise with the same variance and spectrum, but without steps, looks as step-like */
  falseAlarm: number;
  /** log-likelihood of two levels minus that of Gaussian noise with the same autocorrelation */
  evidence: number;
  fit: TwoLevelFit;
}

/** Chance that steps are reported for a device without steps. */
export const FALSE_ALARMS = 0.01;

const MAXIMUM_SURROGATES = 99;
/** Number of surrogates at least as step-like as the device after which more would not change the verdict. */
const STOP_AFTER = 5;

/**
 * Looks for telegraph steps in residuals. The evidence is the likelihood of two levels over that of Gaussian noise with the same autocorrelation
 * (Cox's test of separate families), because 1/f-like noise wanders between levels too, but not abruptly. The test compares it with the evidence in
 * simulated residuals (surrogates) with the device's own white, 1/f-like and accumulating noise, Gaussian and of constant size along a branch. It
 * draws them until enough are as step-like (Besag and Clifford, Biometrika 78, 1991).
 */
export function telegraphTest(
  traces: readonly ResidualTrace[],
  noise: DeviceNoise,
  random: RandomStream,
): TelegraphTest {
  const { evidence, fit } = evidenceOf(grouped(traces));
  const falseAlarm = falseAlarmOf(evidence, () => {
    const residuals = surrogateResiduals(traces, noise, random);
    return evidenceOf({ ...grouped(traces), residuals }).evidence;
  });
  return { found: falseAlarm <= FALSE_ALARMS, falseAlarm, evidence, fit };
}

/** Residuals, grouped by polarity. */
export function grouped(traces: readonly ResidualTrace[]): GroupedTraces {
  const polarities = [...new Set(traces.map(({ polarity }) => polarity))];
  return {
    residuals: traces.map(({ residual }) => residual),
    groups: traces.map(({ polarity }) => polarities.indexOf(polarity)),
    bases: traces.map(({ basis }) => basis),
  };
}

function evidenceOf(traces: GroupedTraces): { evidence: number; fit: TwoLevelFit } {
  const fit = fitTwoLevels(traces);
  return { evidence: fit.logLikelihood - gaussianLogLikelihood(traces, fit.levels), fit };
}

function falseAlarmOf(evidence: number, surrogateEvidence: () => number): number {
  for (let drawn = 1, asStepLike = 0; drawn <= MAXIMUM_SURROGATES; drawn++) {
    // A trace without any noise has no evidence either way: NaN is never less.
    if (!(surrogateEvidence() < evidence)) asStepLike++;
    if (asStepLike === STOP_AFTER) return STOP_AFTER / drawn;
    if (drawn === MAXIMUM_SURROGATES) return (asStepLike + 1) / (MAXIMUM_SURROGATES + 1);
  }
  return 1;
}

/** Simulated residuals without telegraph steps: Gaussian white, 1/f-like and accumulating noise of the fitted sizes, after the same fits of the curve. */
function surrogateResiduals(
  traces: readonly ResidualTrace[],
  noise: DeviceNoise,
  random: RandomStream,
): Float64Array[] {
  const readings = traces[0].residual.length;
  const deviations = (part: 'white' | 'pink' | 'accumulating') =>
    Float64Array.from(traces, ({ polarity }) => noise[part][polarity]);
  const reads = new ReadNoise(deviations('white'), deviations('pink'), random);
  const step = deviations('accumulating');
  const device = Uint32Array.from(traces.keys());
  const [seen, drawn] = [new Float64Array(traces.length), new Float64Array(traces.length)];
  const accumulated = new Float64Array(traces.length);
  const residuals = traces.map(() => new Float64Array(readings));
  for (let p = 0; p < readings; p++) {
    reads.read(device, seen, traces.length);
    random.normals(drawn, traces.length);
    for (let k = 0; k < traces.length; k++) {
      residuals[k][p] = accumulated[k] + seen[k];
      accumulated[k] += step[k] * drawn[k];
    }
  }
  for (const [k, residual] of residuals.entries()) detrend(residual, traces[k].basis);
  return residuals;
}
