import { cycleResponse, riseAt, type CycleCurve, type Polarity } from '../vcm/response-curve.js';
import { CONDUCTANCES, isConductance, windowFault } from './conductance.js';
import type { Fault } from './device-file-faults.js';

/** Limits beyond which a number of a device file is a mistake, such as percent instead of shares, or siemens instead of microsiemens. */
const NOISE = 10;
const DWELL = 1e9;
const VOLTS = 1000;
const SECONDS = { minimum: 1e-12, maximum: 1e6 };
/** Windows by which a cycle's curve may miss the window. */
const OUTSIDE = 10;

const POLARITIES = ['set', 'reset'] as const;

interface Both {
  readonly set: number;
  readonly reset: number;
}

interface Levels {
  readonly height: number;
  readonly lowDwell: number;
  readonly highDwell: number;
}

/** The numbers of one device that physics limits. */
interface Physics {
  readonly pulses: number;
  readonly resetPulses?: number | undefined;
  readonly lowestSiemens: number;
  readonly highestSiemens: number;
  readonly cycles: Record<Polarity, CycleCurve[]>;
  readonly noise: Both & {
    readonly white: Both;
    readonly pink: Both;
    readonly accumulating: Both;
    readonly telegraph?:
      { readonly set?: Levels | undefined; readonly reset?: Levels | undefined } | undefined;
  };
}

/** Faults of a device that is far from physics, by the rules that measurements keep: its window, its noise, its cycles. */
export function physicsFaults(device: Physics): Fault[] {
  const { lowestSiemens, highestSiemens, noise } = device;
  const ends = Object.entries({ lowestSiemens, highestSiemens }).flatMap(([end, siemens]) =>
    isConductance(siemens) ? [] : [{ path: [end], message: `must be ${CONDUCTANCES}` }],
  );
  const window = windowFault(lowestSiemens, highestSiemens);
  return [
    ...ends,
    ...(window === undefined ? [] : [{ path: ['highestSiemens'], message: `must ${window}` }]),
    ...POLARITIES.flatMap((polarity) => [
      ...tooNoisy(noise[polarity], ['noise', polarity]),
      ...(['white', 'pink', 'accumulating'] as const).flatMap((part) =>
        tooNoisy(noise[part][polarity], ['noise', part, polarity]),
      ),
      ...levelFaults(noise.telegraph?.[polarity], ['noise', 'telegraph', polarity]),
      ...cycleFaults(device, polarity),
    ]),
  ];
}

/** The conditions of a measurement. */
interface Conditions {
  readonly set: { readonly volts: number; readonly widthSeconds: number };
  readonly reset: { readonly volts: number; readonly widthSeconds: number };
  readonly periodSeconds: number;
  readonly readVolts: number;
}

/** Faults of pulses and reads that no instrument gives. */
export function conditionFaults({ set, reset, periodSeconds, readVolts }: Conditions): Fault[] {
  return [
    ...tooStrong(set.volts, ['set', 'volts']),
    ...tooStrong(reset.volts, ['reset', 'volts']),
    ...tooStrong(readVolts, ['readVolts']),
    ...noDuration(set.widthSeconds, ['set', 'widthSeconds']),
    ...noDuration(reset.widthSeconds, ['reset', 'widthSeconds']),
    ...noDuration(periodSeconds, ['periodSeconds']),
  ];
}

function tooNoisy(deviation: number, path: PropertyKey[]): Fault[] {
  if (deviation <= NOISE) return [];
  return [
    { path, message: `must be at most ${NOISE}: noise is given as a share of the window, not in percent` },
  ];
}

function levelFaults(levels: Levels | undefined, path: PropertyKey[]): Fault[] {
  if (!levels) return [];
  const dwells = (['lowDwell', 'highDwell'] as const).filter((dwell) => levels[dwell] > DWELL);
  return [
    ...tooNoisy(levels.height, [...path, 'height']),
    ...dwells.map((dwell) => ({ path: [...path, dwell], message: `must be at most ${DWELL} readings` })),
  ];
}

function cycleFaults(device: Physics, polarity: Polarity): Fault[] {
  const pulses = polarity === 'reset' ? (device.resetPulses ?? device.pulses) : device.pulses;
  return device.cycles[polarity].flatMap((curve, cycle) => {
    const path = ['cycles', polarity, cycle];
    const response = cycleResponse(curve, polarity, pulses);
    const outside = [0, pulses].some((p) => Math.abs(riseAt(response, p) - 0.5) > OUTSIDE + 0.5);
    return [
      ...tooNoisy(curve.sigma, [...path, 'sigma']),
      ...(outside ? [{ path, message: `must stay within ${OUTSIDE} windows of the window` }] : []),
    ];
  });
}

function tooStrong(volts: number, path: PropertyKey[]): Fault[] {
  return Math.abs(volts) <= VOLTS ? [] : [{ path, message: `must be at most ${VOLTS} V in magnitude` }];
}

function noDuration(seconds: number, path: PropertyKey[]): Fault[] {
  if (seconds >= SECONDS.minimum && seconds <= SECONDS.maximum) return [];
  return [{ path, message: `must be from ${SECONDS.minimum} to ${SECONDS.maximum} seconds` }];
}
