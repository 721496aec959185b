import type { Deviate, StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/** How steps shrink on their way. */
interface LinearShape {
  /** share of the step that is lost between weight zero and the bound ahead: γ of SET and of RESET */
  readonly loss: readonly [set: number, reset: number];
  /** its standard deviation from device to device, absolute */
  readonly lossSpread: number;
  /** whether the bound that is meant is the device's own, or the mean one */
  readonly ownBound: boolean;
  /** whether noise shrinks with the step (multiplicative), or stays as it is at weight zero (additive) */
  readonly multiplicative: boolean;
}

/**
 * Steps fall linearly with the weight (aihwkit, rpu_linearstep_device.cpp): w += (s + k w)(1 + σ ξ), or with additive
 * noise w += s + k w + s σ ξ, where k = −|γ| s / bound.
 */
export class LinearStep implements StepLaw {
  /** slopes, SET at 2 d, RESET at 2 d + 1; those that noise sees are zero where it is additive */
  private readonly slope: Float64Array;
  private readonly noiseSlope: Float64Array;

  constructor(
    private readonly devices: StepArray,
    shape: LinearShape,
    deviate: Deviate,
  ) {
    const { parameters, step, lowest, highest } = devices;
    this.slope = step.map((mean, i) => {
      const d = i >> 1;
      const own = i % 2 ? lowest[d] : highest[d];
      const shared = i % 2 ? parameters.lowest : parameters.highest;
      const bound = shape.ownBound ? own : shared;
      const loss = Math.abs(shape.loss[i % 2] + shape.lossSpread * deviate());
      return bound === 0 ? 0 : (-loss * mean) / bound;
    });
    this.noiseSlope = shape.multiplicative ? this.slope : new Float64Array(step.length);
  }

  move(d: number, falls: number, deviates: Float64Array, count: number): void {
    const { state, lowest, highest, step, parameters } = this.devices;
    const { pulseNoise } = parameters;
    const mean = step[2 * d + falls];
    const slope = this.slope[2 * d + falls];
    const noiseSlope = this.noiseSlope[2 * d + falls];
    let w = state[d];
    for (let i = 0; i < count; i++) {
      const moved = w + mean + slope * w + (mean + noiseSlope * w) * pulseNoise * deviates[i];
      w = Math.min(Math.max(moved, lowest[d]), highest[d]);
    }
    state[d] = w;
  }
}
