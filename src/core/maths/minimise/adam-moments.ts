/** How slowly the means of the gradient and of its square forget, and what keeps a rate finite. */
const [MEAN, SQUARE, LEAST] = [0.9, 0.999, 1e-8];

/** What Adam remembers of the slopes so far (Kingma and Ba, ICLR 2015). */
export interface AdamMoments {
  /** running means of the slopes and of their squares */
  readonly mean: Float64Array;
  readonly square: Float64Array;
  /** number of steps taken */
  updates: number;
}

/** The memory of Adam before its first step. */
export function adamMoments(size: number): AdamMoments {
  return { mean: new Float64Array(size), square: new Float64Array(size), updates: 0 };
}

/** One step of Adam: changes the parameters and the moments. */
export function adamStep(
  moments: AdamMoments,
  parameters: Float64Array,
  gradient: Float64Array,
  rate: number,
): void {
  const { mean, square } = moments;
  moments.updates++;
  const meanShare = 1 - MEAN ** moments.updates;
  const squareShare = 1 - SQUARE ** moments.updates;
  for (let i = 0; i < parameters.length; i++) {
    mean[i] = MEAN * mean[i] + (1 - MEAN) * gradient[i];
    square[i] = SQUARE * square[i] + (1 - SQUARE) * gradient[i] * gradient[i];
    parameters[i] -= (rate * mean[i]) / meanShare / (Math.sqrt(square[i] / squareShare) + LEAST);
  }
}
