import { LinearStep } from './linear-step.js';
import { nominal, type StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';

/**
 * Steps that fall to nothing at the device's own bound: v += s (1 − v/bound)(1 + σ ξ), or with additive noise
 * v += s (1 − v/bound + σ ξ) (aihwkit, rpu_softbounds_reference_device.cpp). There the weight is v less a reference;
 * here it is the place of v between its bounds, which no reference shifts, so none is drawn.
 */
export function softBounds(devices: StepArray, multiplicative: boolean): StepLaw {
  return new LinearStep(devices, { loss: [1, 1], lossSpread: 0, ownBound: true, multiplicative }, nominal);
}

/** Where SET and RESET of a soft-bounds device are equally large, in its own unit: (s↑ − s↓)/(s↑/w_max − s↓/w_min). */
export function symmetryPoint({ step, lowest, highest }: StepArray, d: number): number {
  const [up, down] = [step[2 * d], -step[2 * d + 1]];
  return (up - down) / (up / highest[d] - down / lowest[d]);
}
