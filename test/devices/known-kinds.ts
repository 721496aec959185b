import { kinds, type Kind } from '../../bench/noise/kinds.mjs';
import { deviceLevels } from '../../devices/diagnosis/device-levels.js';
import { diagnoseNoise, type NoiseDiagnosis } from '../../devices/diagnosis/diagnose-noise.js';
import type { NoiseAdvice } from '../../devices/diagnosis/measured-noise.js';
import { noiseAdvice } from '../../devices/diagnosis/noise-advice.js';
import { withoutBadReadings } from '../../devices/fitting/bad-readings.js';
import { characterisation, type Characterisation } from '../../devices/fitting/characterisation.js';

/** The window of every synthetic device of the bench, siemens. */
const SPAN = 2e-5;

/** A kind of synthetic device by its name. */
export function kindOf(name: string): Kind {
  return kinds.find((kind) => kind.name === name)!;
}

/** A measurement of known noise. */
export function measuredKind(name: string, seed = 0): Characterisation {
  return characterisation(kindOf(name).make(seed), 'd.json');
}

/** The diagnosis of a measurement with its bad readings left out. */
export function diagnosed(measured: Characterisation): NoiseDiagnosis {
  return diagnoseNoise(withoutBadReadings(measured).measured);
}

/** Advice on one device. */
export function adviceOn({ split, branches, measured }: NoiseDiagnosis): NoiseAdvice {
  const measuredBranches = Object.entries(branches);
  const levels = deviceLevels(measuredBranches.map(([, branch]) => branch));
  return noiseAdvice({
    split,
    branches: measuredBranches.length,
    pulses: measured.pulses,
    cycles: Math.min(...measuredBranches.map(([, { noise }]) => noise.cycles)),
    ...(levels && { levels }),
    misfits: measuredBranches.flatMap(([name, { misfit }]) =>
      misfit?.clear ? [[name, misfit] as const] : [],
    ),
  });
}

/** Deviations in units of the true window to variances in units of the measured one, whose ends are noisy readings. */
export function inMeasuredWindow(deviation: number, { windowSiemens }: NoiseDiagnosis): number {
  return ((deviation * SPAN) / windowSiemens) ** 2;
}
