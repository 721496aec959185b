/**
 * What the outputs of a sequence cost, summed over its steps. It fills the slopes in the outputs of each step.
 *
 * @param outputs [(step − from) × outputs + output], as slopes; columns may be longer
 * @param from first step of the sequence
 * @param to step after the last
 */
export type SequenceLoss = (outputs: Float64Array, slopes: Float64Array, from: number, to: number) => number;

/**
 * Logistic cross-entropy of each step: Σ w (log(1 + e^o) − y o).
 *
 * @param targets [step × outputs + output], from 0 to 1, of all steps
 * @param weights how much each of them counts, 0 for not at all; default: all 1
 * @param width number of outputs
 */
export function logisticLoss(
  targets: ArrayLike<number>,
  weights: ArrayLike<number> = new Float64Array(targets.length).fill(1),
  width = 1,
): SequenceLoss {
  return (outputs, slopes, from, to) => {
    const [first, count] = [from * width, (to - from) * width];
    let loss = 0;
    for (let i = 0; i < count; i++) {
      const [target, weight, output] = [targets[first + i], weights[first + i], outputs[i]];
      const small = Math.exp(-Math.abs(output));
      loss += weight * (Math.log1p(small) + Math.max(output, 0) - target * output);
      slopes[i] = weight * ((output > 0 ? 1 : small) / (1 + small) - target);
    }
    return loss;
  };
}

/** The squared error of the outputs of the last step: Σ (o − y)². */
export function lastSquare(targets: readonly number[]): SequenceLoss {
  return (outputs, slopes, from, to) => {
    const first = (to - from - 1) * targets.length;
    slopes.fill(0, 0, first);
    let loss = 0;
    for (const [o, target] of targets.entries()) {
      const error = outputs[first + o] - target;
      loss += error * error;
      slopes[first + o] = 2 * error;
    }
    return loss;
  };
}
