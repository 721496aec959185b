import { occupancy, type TwoLevels } from './two-levels.js';

/**
 * Chance of each of two levels at each reading, given the whole trace: the scaled forward–backward recursion of a hidden Markov chain
 * (Rabiner, Proc. IEEE 77, 1989, section III). One smoother serves all traces; each call overwrites its results.
 */
export class TwoLevelSmoother {
  /** chance of the upper level at each reading */
  readonly upper: Float64Array;
  /** log-likelihood, expected steps up and down, and expected readings in the lower and the upper level (without the last reading) */
  readonly sums = new Float64Array(5);
  private readonly forward: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  /** sum of the logarithms of the larger densities */
  private logScale = 0;

  constructor(private readonly readings: number) {
    this.upper = new Float64Array(readings);
    this.forward = new Float64Array(readings);
    this.low = new Float64Array(readings);
    this.high = new Float64Array(readings);
  }

  /** @param baseline the lower level at each reading */
  smooth(residual: Float64Array, baseline: Float64Array, levels: TwoLevels, group: number): void {
    this.weigh(residual, baseline, levels.height, levels.variance[group]);
    this.sums.fill(0);
    this.goForward(levels);
    this.goBackward(levels);
    this.sums[0] -= 0.5 * this.readings * Math.log(levels.variance[group]);
  }

  /** The density of each reading on either level, in units of the larger one; the sum of their logarithms is kept in `logScale`. */
  private weigh(residual: Float64Array, baseline: Float64Array, height: number, variance: number): void {
    const { low, high } = this;
    this.logScale = 0;
    for (let i = 0; i < this.readings; i++) {
      const away = residual[i] - baseline[i];
      const below = (-0.5 * away * away) / variance;
      const gain = (height * (away - 0.5 * height)) / variance;
      const smaller = Math.exp(gain < 0 ? gain : -gain);
      low[i] = gain < 0 ? 1 : smaller;
      high[i] = gain < 0 ? smaller : 1;
      this.logScale += gain < 0 ? below : below + gain;
    }
  }

  private goForward(levels: TwoLevels): void {
    const { low, high, forward, sums } = this;
    const { up, down } = levels;
    let before = occupancy(levels);
    let [logs, product] = [this.logScale, 1];
    for (let i = 0; i < this.readings; i++) {
      const inLow = (1 - before) * low[i];
      const inHigh = before * high[i];
      product *= inLow + inHigh;
      // One logarithm serves many readings: it is taken before the product underflows.
      if (product < 1e-200) {
        logs += Math.log(product);
        product = 1;
      }
      const now = inHigh / (inLow + inHigh);
      forward[i] = now;
      before = now * (1 - down) + (1 - now) * up;
    }
    sums[0] = logs + Math.log(product);
  }

  private goBackward({ up, down }: TwoLevels): void {
    const { low, high, forward, upper, sums } = this;
    let [fromLow, fromHigh] = [1, 1];
    upper[this.readings - 1] = forward[this.readings - 1];
    for (let i = this.readings - 2; i >= 0; i--) {
      const toLow = low[i + 1] * fromLow;
      const toHigh = high[i + 1] * fromHigh;
      const lowToLow = (1 - forward[i]) * (1 - up) * toLow;
      const lowToHigh = (1 - forward[i]) * up * toHigh;
      const highToLow = forward[i] * down * toLow;
      const highToHigh = forward[i] * (1 - down) * toHigh;
      const all = lowToLow + lowToHigh + highToLow + highToHigh;
      upper[i] = (highToLow + highToHigh) / all;
      sums[1] += lowToHigh / all;
      sums[2] += highToLow / all;
      sums[3] += 1 - upper[i];
      sums[4] += upper[i];
      fromLow = ((1 - up) * toLow + up * toHigh) / all;
      fromHigh = (down * toLow + (1 - down) * toHigh) / all;
    }
  }
}
