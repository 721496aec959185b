import { beliefOf, diagonal, mergeBeliefs, type Belief } from './belief.js';

/** Noise about two levels: variances of its Gaussian parts, the height of a step, and the chances to leave a level until the next reading. */
export interface LevelNoise {
  /** variances, in units of the window squared */
  readonly white: number;
  readonly pink: number;
  readonly accumulating: number;
  /** of the upper level above the lower one, in units of the window; 0 without telegraph noise */
  readonly height: number;
  readonly up: number;
  readonly down: number;
}

/** A process of 1/f-like noise: its correlation time in readings, and its share of the variance. */
interface PinkProcess {
  readonly reads: number;
  readonly share: number;
}

/** Three processes that stand for 1/f-like noise: within 1 % of its spectrum. */
export const PINK: readonly PinkProcess[] = [
  { reads: 2, share: 0.345 },
  { reads: 10, share: 0.428 },
  { reads: 64, share: 0.516 },
];
/** Two processes that stand for it in a quick search: within 9 %. */
export const ROUGH_PINK: readonly PinkProcess[] = [
  { reads: 2, share: 0.391 },
  { reads: 20, share: 0.713 },
];
/** Variance of the offset of a reading along each free direction of the baseline, in units of the window squared: large, so that it is free. */
const FREE = 0.09;
const UNDERFLOW = 1e-200;

/**
 * The likelihood of readings that switch between two levels over a baseline, with white, 1/f-like and accumulating noise. The baseline, the
 * accumulated error and the 1/f-like processes are one Gaussian state; each level keeps its own belief about it, and the four beliefs after a
 * reading (from either level to either) are merged into two (generalised pseudo-Bayesian filter of second order; Bar-Shalom, Li and Kirubarajan,
 * Estimation with Applications to Tracking and Navigation, 2001, section 11.6). One filter serves all traces; a call overwrites its state.
 */
export class SwitchingFilter {
  /** place of the accumulated error in the state: after the baseline, before the 1/f-like processes */
  private readonly walk: number;
  /** [reading · dimension + i]: what the state adds to a reading */
  private readonly seen: Float64Array;
  private readonly fading: Float64Array;
  private readonly low: Belief;
  private readonly high: Belief;
  private readonly projected: Float64Array;

  /** @param baseline orthonormal directions in which the baseline is free */
  constructor(
    private readonly readings: number,
    baseline: readonly Float64Array[],
    private readonly pink: readonly PinkProcess[],
  ) {
    this.walk = baseline.length;
    const d = baseline.length + 1 + pink.length;
    this.seen = Float64Array.from(
      { length: readings * d },
      (_, at) => baseline[at % d]?.[Math.floor(at / d)] ?? 1,
    );
    this.fading = Float64Array.from({ length: d }, (_, i) =>
      i > this.walk ? Math.exp(-1 / pink[i - this.walk - 1].reads) : 1,
    );
    this.low = beliefOf(d);
    this.high = beliefOf(d);
    this.projected = new Float64Array(d);
  }

  /**
   * Natural logarithm of the likelihood of a trace, without the constant of the normal density.
   * @param upper receives the chance of the upper level at each reading, given the trace up to it
   */
  logLikelihood(trace: Float64Array, noise: LevelNoise, upper?: Float64Array): number {
    this.begin(this.low, noise);
    if (noise.height === 0) return this.oneLevel(trace, noise);
    this.begin(this.high, noise);
    return this.twoLevels(trace, noise, upper);
  }

  private oneLevel(trace: Float64Array, noise: LevelNoise): number {
    const { mean, gain } = this.low;
    let total = 0;
    for (let i = 0; i < this.readings; i++) {
      if (i > 0) this.predict(this.low, noise);
      const variance = this.update(this.low, i, noise.white);
      const surprise = trace[i] - this.expected(this.low, i);
      total -= 0.5 * (Math.log(variance) + (surprise * surprise) / variance);
      for (let r = 0; r < mean.length; r++) mean[r] += gain[r] * surprise;
    }
    return total;
  }

  private twoLevels(trace: Float64Array, noise: LevelNoise, upper?: Float64Array): number {
    const { height } = noise;
    let high = noise.up / (noise.up + noise.down);
    let [logs, product] = [0, 1];
    for (let i = 0; i < this.readings; i++) {
      if (i > 0) {
        this.predict(this.low, noise);
        this.predict(this.high, noise);
      }
      const up = i > 0 ? noise.up : 0;
      const down = i > 0 ? noise.down : 0;
      const v0 = this.update(this.low, i, noise.white);
      const v1 = this.update(this.high, i, noise.white);
      const s0 = trace[i] - this.expected(this.low, i);
      const s1 = trace[i] - this.expected(this.high, i);
      // Logarithms of the densities from each level to each level; the largest is taken out.
      const d00 = (-0.5 * s0 * s0) / v0;
      const d01 = (-0.5 * (s0 - height) * (s0 - height)) / v0;
      const d10 = (-0.5 * s1 * s1) / v1;
      const d11 = (-0.5 * (s1 - height) * (s1 - height)) / v1;
      const largest = Math.max(d00, d01, d10, d11);
      const n0 = (1 - high) / Math.sqrt(v0);
      const n1 = high / Math.sqrt(v1);
      const p00 = n0 * (1 - up) * Math.exp(d00 - largest);
      const p01 = n0 * up * Math.exp(d01 - largest);
      const p10 = n1 * down * Math.exp(d10 - largest);
      const p11 = n1 * (1 - down) * Math.exp(d11 - largest);
      const all = p00 + p01 + p10 + p11;
      logs += largest;
      product *= all;
      if (product < UNDERFLOW || product > 1 / UNDERFLOW) {
        logs += Math.log(product);
        product = 1;
      }
      high = (p01 + p11) / all;
      if (upper) upper[i] = high;
      mergeBeliefs(this.low, this.high, p00 / (p00 + p10 || 1), p01 / (p01 + p11 || 1), s0, s1, height);
    }
    return logs + Math.log(product);
  }

  private begin({ mean, covariance }: Belief, { pink }: LevelNoise): void {
    mean.fill(0);
    covariance.fill(0);
    for (let r = 0; r < mean.length; r++) {
      if (r < this.walk) covariance[diagonal(r)] = FREE * this.readings;
      if (r > this.walk) covariance[diagonal(r)] = pink * this.pink[r - this.walk - 1].share;
    }
  }

  /** One pulse later: the error of a pulse is added, the processes fade and move on. */
  private predict({ mean, covariance }: Belief, { pink, accumulating }: LevelNoise): void {
    const { fading, walk, pink: shares } = this;
    covariance[diagonal(walk)] += accumulating;
    for (let r = walk + 1, at = (r * (r + 1)) / 2; r < mean.length; at += ++r) {
      mean[r] *= fading[r];
      for (let c = 0; c <= r; c++) covariance[at + c] *= fading[r] * fading[c];
      covariance[at + r] += pink * shares[r - walk - 1].share * (1 - fading[r] * fading[r]);
    }
  }

  /** Takes in that a reading was seen: its variance; the covariance and the gain after it. */
  private update({ covariance, gain }: Belief, reading: number, white: number): number {
    const { seen, projected } = this;
    const d = gain.length;
    const first = reading * d;
    projected.fill(0);
    for (let r = 0, at = 0; r < d; r++, at++) {
      const own = seen[first + r];
      let sum = 0;
      for (let c = 0; c < r; c++, at++) {
        sum += covariance[at] * seen[first + c];
        projected[c] += covariance[at] * own;
      }
      projected[r] += sum + covariance[at] * own;
    }
    let variance = white;
    for (let r = 0; r < d; r++) variance += seen[first + r] * projected[r];
    for (let r = 0, at = 0; r < d; r++) {
      gain[r] = projected[r] / variance;
      for (let c = 0; c <= r; c++, at++) covariance[at] -= gain[r] * projected[c];
    }
    return variance;
  }

  private expected({ mean }: Belief, reading: number): number {
    const { seen } = this;
    let sum = 0;
    for (let r = 0, at = reading * mean.length; r < mean.length; r++, at++) sum += seen[at] * mean[r];
    return sum;
  }
}
