import {
  cycleResponse,
  meanResponse,
  MOST_DECAY,
  risesToEnd,
  type CycleCurve,
  type MeanCurve,
  type Polarity,
} from '../vcm/response-curve.js';

/** What is wrong in a device file that has the right form, and where. */
interface Fault {
  path: PropertyKey[];
  message: string;
}

/** The curves of one device. */
interface Curves {
  pulses: number;
  mean: Record<Polarity, MeanCurve>;
  cycles: Record<Polarity, CycleCurve[]>;
}

/** Curves that no bank could walk along, mean curves first. */
export function curveFaults({ pulses, mean, cycles }: Curves): Fault[] {
  const message = `must be finite and rise, ever more slowly, from 0 to ${pulses} pulses (RESET: in 1 − w), to at most 10 % above its end`;
  const faults: Fault[] = [];
  for (const polarity of ['set', 'reset'] as const) {
    if (!risesToEnd(meanResponse(mean[polarity], pulses), pulses))
      faults.push({ path: ['mean', polarity], message });
    for (const [cycle, curve] of cycles[polarity].entries()) {
      const path = ['cycles', polarity, cycle];
      if (curve.zeta * pulses > MOST_DECAY)
        faults.push({ path: [...path, 'zeta'], message: `must be at most ${MOST_DECAY} / ${pulses} pulses` });
      else if (!risesToEnd(cycleResponse(curve, polarity, pulses), pulses)) faults.push({ path, message });
    }
  }
  return faults;
}

/** Devices whose name, or role, another one before them has already. */
export function repeated<Key extends 'device' | 'role'>(
  devices: readonly { [key in Key]?: string | undefined }[],
  key: Key,
): Fault[] {
  return devices.flatMap((device, i) => {
    const first = devices.findIndex((other) => other[key] === device[key]);
    if (device[key] === undefined || first === i) return [];
    return [{ path: [i, key], message: `must be there once, but devices.${first} has it already` }];
  });
}
