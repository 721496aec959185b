import type { StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/** How steps depend on the weight, SET first. */
interface ExponentialShape {
  readonly amplitude: readonly [set: number, reset: number];
  readonly rate: readonly [set: number, reset: number];
  /** from the weight, as a share of half its range, to the exponent: z = scale · share + shift */
  readonly scale: number;
  readonly shift: number;
  /** noise beside that of the step: constant, and by distance from weight zero (dw_min_std_add, dw_min_std_slope) */
  readonly addedNoise?: number;
  readonly noiseSlope?: number;
}

/**
 * Steps that depend on the weight exponentially (aihwkit, rpu_expstep_device.cpp): with z = 2 a w/(w_max − w_min) + b
 * and Δ = s max(1 − A e^(±γ z), 0), w += Δ + σ (|Δ| + added + slope |w|) ξ; + γ for SET, − γ for RESET.
 */
export class ExponentialStep implements StepLaw {
  constructor(
    private readonly devices: StepArray,
    private readonly shape: ExponentialShape,
  ) {}

  move(d: number, falls: number, deviates: Float64Array, count: number): void {
    const { state, lowest, highest, step, parameters } = this.devices;
    const { amplitude, rate, scale, shift, addedNoise = 0, noiseSlope = 0 } = this.shape;
    const { pulseNoise } = parameters;
    const mean = step[2 * d + falls];
    const steepness = falls ? -rate[1] : rate[0];
    const perWeight = (2 * scale * steepness) / (highest[d] - lowest[d]);
    let w = state[d];
    for (let i = 0; i < count; i++) {
      const change = mean * Math.max(1 - amplitude[falls] * Math.exp(perWeight * w + steepness * shift), 0);
      const deviation = pulseNoise * (Math.abs(change) + addedNoise + noiseSlope * Math.abs(w));
      w = Math.min(Math.max(w + change + deviation * deviates[i], lowest[d]), highest[d]);
    }
    state[d] = w;
  }
}
