import type { BranchDiagnosis } from '../../../devices/diagnosis/diagnose-branches.js';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { deviceLevels } from '../../../devices/diagnosis/device-levels.js';
import type { NoiseAdvice } from '../../../devices/diagnosis/measured-noise.js';
import type { Misfit } from '../../../devices/diagnosis/misfit.js';
import { noiseAdvice } from '../../../devices/diagnosis/noise-advice.js';
import { stepsIn } from '../../../devices/diagnosis/decode-levels.js';
import { deviationOf, type Estimate } from '../../../devices/noise-split/estimate.js';
import type { NoiseSplit } from '../../../devices/noise-split/split-noise.js';
import { pooledSplit } from '../../../devices/noise-split/pooled-split.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';

/** The parts of the noise in units of the window; accumulating noise per pulse. */
type Parts = Record<'white' | 'pink' | 'readLike' | 'accumulating', Estimate>;

/** The telegraph steps of a device. */
interface FoundSteps {
  count: number;
  /** in units of the window */
  height: Estimate;
  heightSiemens: Estimate;
  /** mean dwell times, readings */
  lowDwell: Estimate;
  highDwell: Estimate;
  /** of one pulse and its reading, if the measurement gives it */
  periodSeconds?: number;
}

/** The result of `memloop noise` for one device. */
interface DeviceRecord {
  device: string;
  pulses: number;
  resetPulses?: number;
  cycles: number;
  windowSiemens: number;
  /** `both`: root mean squares of SET and RESET, or the one that was measured */
  parts: { both: Parts } & Partial<Record<Polarity, Parts>>;
  incrementCorrelation: Estimate[];
  lowFrequencySlope: Estimate;
  /** `evidence`: natural logarithm of the likelihood of two levels over that of noise without them, SET and RESET together */
  telegraph: { found: boolean; evidence: number; steps?: FoundSteps };
  /** of the curve α + β p − γ e^(−ζ p), by polarity; absent with one cycle */
  misfit: Partial<Record<Polarity, Misfit>>;
  advice: NoiseAdvice;
}

/** The result of `memloop noise`, as `--json` prints it. */
export interface NoiseRecord {
  format: 'memloop-noise';
  version: 2;
  devices: DeviceRecord[];
  pooled: {
    parts: Parts;
    /** what the intervals hold for */
    units: string;
    telegraph: { found: number };
    advice: NoiseAdvice;
  };
}

/** Diagnoses as they are printed. */
export function noiseRecord(diagnoses: readonly NoiseDiagnosis[]): NoiseRecord {
  const devices = diagnoses.map(deviceRecord);
  const pooled = pooledSplit(diagnoses.map((diagnosis) => branchesOf(diagnosis).map(([, branch]) => branch)));
  // Advice for all devices must hold for the longest branch.
  const pulses = Math.max(...devices.map((device) => device.pulses));
  const cycles = Math.min(...devices.map((device) => device.cycles));
  return {
    format: 'memloop-noise',
    version: 2,
    devices,
    pooled: {
      parts: partsOf(pooled),
      units: pooled.units,
      telegraph: { found: devices.filter(({ telegraph }) => telegraph.found).length },
      advice: noiseAdvice({ split: pooled, branches: 2, pulses, cycles }),
    },
  };
}

function deviceRecord(diagnosis: NoiseDiagnosis): DeviceRecord {
  const { measured, windowSiemens, split, correlation, spectrum } = diagnosis;
  const branches = branchesOf(diagnosis);
  const levels = deviceLevels(branches.map(([, branch]) => branch));
  const misfits = branches.flatMap(([polarity, { misfit }]) => (misfit ? [[polarity, misfit] as const] : []));
  const cycles = Math.min(...branches.map(([, { noise }]) => noise.cycles));
  const periodSeconds = measured.conditions?.periodSeconds;
  const evidence = branches.reduce((sum, [, { telegraph }]) => sum + telegraph.evidence, 0);
  const steps = levels && {
    count: branches.reduce(
      (sum, [, { telegraph }]) => sum + (telegraph.found ? stepsIn(telegraph.found) : 0),
      0,
    ),
    ...levels,
    heightSiemens: scaled(levels.height, windowSiemens),
    ...(periodSeconds !== undefined && { periodSeconds }),
  };
  return {
    device: measured.device,
    pulses: measured.pulses,
    ...(measured.resetPulses !== undefined && { resetPulses: measured.resetPulses }),
    cycles,
    windowSiemens,
    parts: {
      both: partsOf(split),
      ...Object.fromEntries(branches.map(([polarity, branch]) => [polarity, partsOf(branch.split)])),
    },
    incrementCorrelation: correlation,
    lowFrequencySlope: spectrum.slope,
    telegraph: {
      found: levels !== undefined,
      evidence,
      ...(steps && { steps }),
    },
    misfit: Object.fromEntries(misfits),
    advice: noiseAdvice({
      split,
      branches: branches.length,
      pulses: measured.pulses,
      cycles,
      ...(levels && { levels }),
      ...(evidence > 0 && { possibleTelegraph: evidence }),
      misfits: misfits
        .filter(([, { clear }]) => clear)
        .map(([polarity, misfit]) => [polarity.toUpperCase(), misfit] as const),
    }),
  };
}

function branchesOf({ branches }: NoiseDiagnosis): [Polarity, BranchDiagnosis][] {
  return (['set', 'reset'] as const).flatMap((polarity) => {
    const branch = branches[polarity];
    return branch ? [[polarity, branch] as [Polarity, BranchDiagnosis]] : [];
  });
}

function partsOf(split: NoiseSplit): Parts {
  const { white, pink, readLike, accumulating } = split;
  return {
    white: deviationOf(white),
    pink: deviationOf(pink),
    readLike: deviationOf(readLike),
    accumulating: deviationOf(accumulating),
  };
}

function scaled({ value, interval }: Estimate, by: number): Estimate {
  return { value: value * by, ...(interval && { interval: [interval[0] * by, interval[1] * by] }) };
}
