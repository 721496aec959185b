import type { StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/** Every pulse does the same: w += s (1 + σ ξ), clipped (aihwkit, rpu_constantstep_device.cpp). */
export class ConstantStep implements StepLaw {
  constructor(private readonly devices: StepArray) {}

  move(d: number, falls: number, deviates: Float64Array, count: number): void {
    const { state, lowest, highest, step, parameters } = this.devices;
    const { pulseNoise } = parameters;
    const mean = step[2 * d + falls];
    let w = state[d];
    for (let i = 0; i < count; i++) {
      w = Math.min(Math.max(w + mean * (1 + pulseNoise * deviates[i]), lowest[d]), highest[d]);
    }
    state[d] = w;
  }
}
