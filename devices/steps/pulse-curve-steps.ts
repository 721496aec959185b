import type { StepParameters } from './step-array.js';

/** What a curve over pulses fixes of a step device. */
type Fixed = Pick<StepParameters, 'step' | 'upDown' | 'lowest' | 'highest'>;

/**
 * The numbers that aihwkit's SoftBoundsPmaxDevice makes of a curve of N pulses from end to end of a range: with
 * B = range/(1 − e^(−α N)), steps of α B to a bound B above the lower end. As aihwkit reads `upDown`, from RESET alone,
 * such a device steps too far and passes the upper end; `linearStepsOfCurve` with A = 1/(α N) keeps to the curve.
 */
export function softBoundsPmax(lowest: number, highest: number, pulses: number, alpha: number): Fixed {
  const height = (highest - lowest) / (1 - Math.exp(-pulses * alpha));
  return { step: height * alpha, upDown: 1 + (2 * lowest) / height, lowest, highest: lowest + height };
}

/**
 * A linear step device that follows NeuroSim's curve exactly, G(n) = G_min + B (1 − e^(−n/A)) up and the same seen from
 * the top down, on weights from −½ to ½: one pulse closes the share 1 − e^(−1/A) of the way to a bound that lies beyond
 * the range. (NeuroSim, formula.cpp) @param curvature A as a share of the pulses
 */
export function linearStepsOfCurve(pulses: number, curvature: number): Fixed & { loss: number } {
  const bound = 1 / (1 - Math.exp(-1 / curvature)) - 0.5;
  const share = 1 - Math.exp(-1 / (curvature * pulses));
  return { step: share * bound, upDown: 0, lowest: -0.5, highest: 0.5, loss: 0.5 / bound };
}
