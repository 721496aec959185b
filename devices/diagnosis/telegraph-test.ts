import type { RandomStream } from '../../src/core/random-stream.js';
import type { DeviceNoise } from '../files/device-form.js';
import { fitTwoLevels, type TwoLevelFit } from './fit-two-levels.js';
import { twinLogLikelihood } from './gaussian-twin.js';
import type { ResidualTrace } from './residual-traces.js';
import { surrogateResiduals } from './surrogate-residuals.js';
import type { GroupedTraces } from './two-levels.js';

/** Whether a device's noise has telegraph steps, and the two levels that fit best either way. */
export interface TelegraphTest {
  found: boolean;
  /** chance of so much evidence in noise of the same size and colour without steps */
  falseAlarm: number;
  /** how many times likelier, as a natural logarithm, two levels make the residuals than Gaussian noise with the same autocorrelation */
  evidence: number;
  fit: TwoLevelFit;
}

/** Chance that a device without steps is said to have some. */
export const FALSE_ALARMS = 0.01;

const MOST_SURROGATES = 99;
/** Surrogates at least as evident as the device after which more would not change the verdict. */
const ENOUGH = 5;

/**
 * Looks for telegraph steps in residuals. The evidence is the likelihood of two levels over that of their Gaussian twin (Cox's test of separate
 * families), because 1/f-like noise wanders between levels too, but not abruptly. What evidence means is calibrated on surrogates with the device's own
 * white, 1/f-like and accumulating noise (Gaussian, and as large throughout a branch), drawn until enough of them are as evident (Besag and Clifford, Biometrika 78, 1991).
 */
export function telegraphTest(
  traces: readonly ResidualTrace[],
  noise: DeviceNoise,
  random: RandomStream,
): TelegraphTest {
  const { evidence, fit } = evidenceOf(grouped(traces));
  const falseAlarm = chanceOf(evidence, () => {
    const residuals = surrogateResiduals(traces, noise, random);
    return evidenceOf({ ...grouped(traces), residuals }).evidence;
  });
  return { found: falseAlarm <= FALSE_ALARMS, falseAlarm, evidence, fit };
}

/** Residuals, grouped by polarity. */
export function grouped(traces: readonly ResidualTrace[]): GroupedTraces {
  return {
    residuals: traces.map(({ residual }) => residual),
    groups: traces.map(({ polarity }) => (polarity === 'set' ? 0 : 1)),
    bases: traces.map(({ basis }) => basis),
  };
}

function evidenceOf(traces: GroupedTraces): { evidence: number; fit: TwoLevelFit } {
  const fit = fitTwoLevels(traces);
  return { evidence: fit.logLikelihood - twinLogLikelihood(traces, fit.levels), fit };
}

function chanceOf(evidence: number, surrogate: () => number): number {
  for (let drawn = 1, asEvident = 0; drawn <= MOST_SURROGATES; drawn++) {
    // A trace without any noise has no evidence either way: NaN is never less.
    if (!(surrogate() < evidence)) asEvident++;
    if (asEvident === ENOUGH) return ENOUGH / drawn;
    if (drawn === MOST_SURROGATES) return (asEvident + 1) / (MOST_SURROGATES + 1);
  }
  return 1;
}
