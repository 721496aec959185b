import { nominal, StepArray } from './step-array.js';
import type { StepPreset } from './step-preset.js';

/** Curves are followed for so many times the pulses that the mean step would need from end to end. */
const LONGEST = 10;

/**
 * Where devices are on the noise-free curves of their nominal device: what a controller knows that has characterised
 * the kind and not each device. Between two pulses a curve is taken as straight; beyond its last one it has ended.
 */
export class StepCalibration {
  private readonly set: Float64Array;
  private readonly reset: Float64Array;

  constructor(preset: StepPreset) {
    this.set = nominalCurve(preset, 0);
    this.reset = nominalCurve(preset, 1);
  }

  /** Row by row, in place: from a weight to pulses from the lower end, on the SET curve where `rising` > 0, else on the RESET curve. */
  locate(_device: Uint32Array, rising: Float64Array, weight: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) {
      const falls = !(rising[i] > 0);
      const curve = falls ? this.reset : this.set;
      const x = falls ? 1 - weight[i] : weight[i];
      let low = 0;
      let high = curve.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (curve[middle] <= x) low = middle;
        else high = middle;
      }
      const share = (x - curve[low]) / (curve[high] - curve[low]);
      // RESET is SET seen from the top: pulses that lead down count backwards.
      weight[i] = (low + Math.min(Math.max(share, 0), 1)) * (falls ? -1 : 1);
    }
  }
}

/** Distance from the end where it begins, as a share of the range, pulse by pulse. */
function nominalCurve({ parameters, law }: StepPreset, falls: number): Float64Array {
  const device = new StepArray(parameters, 1, nominal);
  const { state, lowest, highest } = device;
  const [start, end] = falls ? [highest[0], lowest[0]] : [lowest[0], highest[0]];
  const step = law(device, nominal);
  const still = new Float64Array(1);
  const curve = [0];
  state[0] = start;
  for (let left = LONGEST * pulsesAcross(parameters); left > 0; left--) {
    step.move(0, falls, still, 1);
    const x = (state[0] - start) / (end - start);
    if (x <= curve.at(-1)!) break;
    curve.push(x);
  }
  return Float64Array.from(curve);
}

/** N: pulses from end to end of the range, if each did what the mean step does at weight zero. */
export function pulsesAcross({ lowest, highest, step }: StepPreset['parameters']): number {
  return Math.round((highest - lowest) / step);
}
