import type { StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/**
 * Steps that are a power of the distance to the bound ahead, as a share of the range (aihwkit,
 * rpu_powstep_device.cpp): w += s (|bound − w|/(w_max − w_min))^γ (1 + σ ξ).
 */
export class PowerStep implements StepLaw {
  constructor(
    private readonly devices: StepArray,
    private readonly exponent: readonly [set: number, reset: number],
  ) {}

  move(d: number, falls: number, deviates: Float64Array, count: number): void {
    const { state, lowest, highest, step, parameters } = this.devices;
    const { pulseNoise } = parameters;
    const mean = step[2 * d + falls];
    const exponent = this.exponent[falls];
    const ahead = falls ? lowest[d] : highest[d];
    const range = highest[d] - lowest[d];
    let w = state[d];
    for (let i = 0; i < count; i++) {
      const change = mean * Math.pow(Math.abs(ahead - w) / range, exponent);
      w = Math.min(Math.max(w + change * (1 + pulseNoise * deviates[i]), lowest[d]), highest[d]);
    }
    state[d] = w;
  }
}
