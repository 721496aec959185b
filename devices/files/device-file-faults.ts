import { branchPulses } from './branch-pulses.js';
import { knotsFault, type Knots } from './free-curve-form.js';
import {
  cycleResponse,
  meanResponse,
  MOST_DECAY,
  risesToEnd,
  type CycleCurve,
  type MeanCurve,
  type Polarity,
} from '../vcm/response-curve.js';

/** A fault in a device file of the right form: its path, and what must be true there. */
export interface Fault {
  path: PropertyKey[];
  message: string;
}

/** The curves of one device. */
interface Curves {
  pulses: number;
  resetPulses?: number | undefined;
  mean: Record<Polarity, MeanCurve>;
  cycles: Record<Polarity, CycleCurve[]>;
  curve?: Record<Polarity, Knots> | undefined;
}

/** Faults of curves that a device cannot follow, mean curves first. */
export function curveFaults(device: Curves): Fault[] {
  const { mean, cycles, curve: free } = device;
  const faults: Fault[] = [];
  for (const polarity of ['set', 'reset'] as const) {
    const pulses = branchPulses(device, polarity);
    const message = `must be finite, rise more and more slowly from 0 to ${pulses} pulses (RESET: as 1 − w), and nowhere exceed its end by more than 10 %`;
    if (!risesToEnd(meanResponse(mean[polarity], pulses), pulses))
      faults.push({ path: ['mean', polarity], message });
    for (const [cycle, curve] of cycles[polarity].entries()) {
      const path = ['cycles', polarity, cycle];
      if (curve.zeta * pulses > MOST_DECAY)
        faults.push({ path: [...path, 'zeta'], message: `must be at most ${MOST_DECAY} / ${pulses} pulses` });
      else if (!risesToEnd(cycleResponse(curve, polarity, pulses), pulses)) faults.push({ path, message });
    }
    const fault = free && knotsFault(free[polarity], polarity, pulses);
    if (fault !== undefined) faults.push({ path: ['curve', polarity], message: fault });
  }
  return faults;
}

/** Faults of devices whose name or role an earlier device already has. */
export function duplicates<Key extends 'device' | 'role'>(
  devices: readonly { [key in Key]?: string | undefined }[],
  key: Key,
): Fault[] {
  return devices.flatMap((device, i) => {
    const first = devices.findIndex((other) => other[key] === device[key]);
    if (device[key] === undefined || first === i) return [];
    return [{ path: [i, key], message: `must be unique, but devices.${first} already has it` }];
  });
}
