import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import type { Estimate } from '../../../devices/diagnosis/estimate.js';
import { noiseAdvice, type NoiseAdvice } from '../../../devices/diagnosis/noise-advice.js';
import { FALSE_ALARMS } from '../../../devices/diagnosis/telegraph-test.js';
import type { DeviceFits } from '../../../devices/fitting/fit-devices.js';
import type { NoiseDeviations, NoiseSplit } from '../../../devices/fitting/split-noise.js';

/** The parts of the noise in units of the window; accumulating noise per pulse. */
type Parts = Record<keyof NoiseDeviations, Estimate>;

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
  cycles: number;
  windowSiemens: number;
  parts: Record<'both' | 'set' | 'reset', Parts>;
  incrementCorrelation: Estimate[];
  lowFrequencySlope: Estimate;
  telegraph: { found: boolean; falseAlarm: number; steps?: FoundSteps };
  advice: NoiseAdvice;
}

/** The result of `memloop noise`, as `--json` prints it. */
export interface NoiseRecord {
  format: 'memloop-noise';
  version: 1;
  devices: DeviceRecord[];
  pooled: {
    parts: Parts;
    /** the independent units of the intervals */
    units: string;
    telegraph: { found: number; expectedByChance: number };
    advice: NoiseAdvice;
  };
}

/** Diagnoses as they are printed. @param pooled noise of all branches */
export function noiseRecord(diagnoses: NoiseDiagnosis[], pooled: DeviceFits['pooled']): NoiseRecord {
  const found = diagnoses.filter(({ telegraph }) => telegraph.found).length;
  // Advice for all devices must hold for the longest branch.
  const pulses = Math.max(...diagnoses.map(({ fit }) => fit.pulses));
  return {
    format: 'memloop-noise',
    version: 1,
    devices: diagnoses.map(deviceRecord),
    pooled: {
      parts: partsOf(pooled),
      units: pooled.units,
      telegraph: { found, expectedByChance: FALSE_ALARMS * diagnoses.length },
      advice: noiseAdvice({ split: pooled, pulses }),
    },
  };
}

function deviceRecord({ fit, split, correlation, spectrum, telegraph, steps }: NoiseDiagnosis): DeviceRecord {
  const windowSiemens = fit.highestSiemens - fit.lowestSiemens;
  const dwells = steps && ([steps.lowDwell.value, steps.highDwell.value] as [number, number]);
  const periodSeconds = fit.conditions?.periodSeconds;
  return {
    device: fit.device,
    pulses: fit.pulses,
    cycles: fit.cycles.set.length,
    windowSiemens,
    parts: { both: partsOf(split), set: branchParts(fit, 'set'), reset: branchParts(fit, 'reset') },
    incrementCorrelation: correlation,
    lowFrequencySlope: spectrum.slope,
    telegraph: {
      found: telegraph.found,
      falseAlarm: telegraph.falseAlarm,
      ...(steps && {
        steps: {
          ...steps,
          heightSiemens: scaled(steps.height, windowSiemens),
          ...(periodSeconds !== undefined && { periodSeconds }),
        },
      }),
    },
    advice: noiseAdvice({ split, pulses: fit.pulses, ...(dwells && { dwells }) }),
  };
}

function partsOf(split: NoiseSplit): Parts {
  const part = (name: keyof NoiseDeviations): Estimate => ({
    value: split[name],
    ...(split.intervals && { interval: split.intervals[name] }),
  });
  return {
    white: part('white'),
    pink: part('pink'),
    readLike: part('readLike'),
    accumulating: part('accumulating'),
  };
}

function branchParts({ noise }: NoiseDiagnosis['fit'], polarity: 'set' | 'reset'): Parts {
  const { intervals } = noise;
  const part = (name: keyof NoiseDeviations, value: number): Estimate => {
    const interval = intervals?.[name]?.[polarity];
    return { value, ...(interval && { interval: [interval[0], interval[1]] as [number, number] }) };
  };
  const [white, pink] = [noise.white[polarity], noise.pink[polarity]];
  return {
    white: part('white', white),
    pink: part('pink', pink),
    readLike: part('readLike', Math.hypot(white, pink)),
    accumulating: part('accumulating', noise.accumulating[polarity]),
  };
}

function scaled({ value, interval }: Estimate, by: number): Estimate {
  return { value: value * by, ...(interval && { interval: [interval[0] * by, interval[1] * by] }) };
}
