/** What one level takes the state to be: mean, lower triangle of the covariance, and the gain of the last reading. */
export interface Belief {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  readonly gain: Float64Array;
}

/** A belief about a state of so many numbers. */
export function beliefOf(d: number): Belief {
  const covariance = new Float64Array((d * (d + 1)) / 2);
  return { mean: new Float64Array(d), covariance, gain: new Float64Array(d) };
}

/** Place of an element of the diagonal. */
export function diagonal(r: number): number {
  return (r * (r + 3)) / 2;
}

/**
 * Merges the beliefs that end in the same level, in place. @param low, @param high shares of the lower and of the upper level that came from the
 * lower one; @param s0, @param s1 what the last reading had beyond that expected from either level; @param height of a step
 */
export function mergeBeliefs(
  lower: Belief,
  upper: Belief,
  low: number,
  high: number,
  s0: number,
  s1: number,
  height: number,
): void {
  const m0 = lower.mean;
  const m1 = upper.mean;
  // The gains are not needed any more: their place takes the distances of the merged means.
  const g0 = lower.gain;
  const g1 = upper.gain;
  for (let r = 0; r < m0.length; r++) {
    const lowFromLow = m0[r] + g0[r] * s0;
    const lowFromHigh = m1[r] + g1[r] * s1;
    const highFromLow = lowFromLow - g0[r] * height;
    const highFromHigh = lowFromHigh - g1[r] * height;
    m0[r] = low * lowFromLow + (1 - low) * lowFromHigh;
    m1[r] = high * highFromLow + (1 - high) * highFromHigh;
    g0[r] = lowFromLow - lowFromHigh;
    g1[r] = highFromLow - highFromHigh;
  }
  mergeCovariances(lower, upper, low, high);
}

function mergeCovariances(lower: Belief, upper: Belief, low: number, high: number): void {
  const c0 = lower.covariance;
  const c1 = upper.covariance;
  const g0 = lower.gain;
  const g1 = upper.gain;
  for (let r = 0, at = 0; r < g0.length; r++) {
    const lowSpread = low * (1 - low) * g0[r];
    const highSpread = high * (1 - high) * g1[r];
    for (let c = 0; c <= r; c++, at++) {
      const a = c0[at];
      const b = c1[at];
      c0[at] = low * a + (1 - low) * b + lowSpread * g0[c];
      c1[at] = high * a + (1 - high) * b + highSpread * g1[c];
    }
  }
}
