import { occupancy, type TwoLevels } from './two-levels.js';

/**
 * Where a trace of two levels was at each reading, given all of it: the forward–backward recursion of a hidden Markov chain, scaled
 * (Rabiner, Proc. IEEE 77, 1989, section III). One smoother is filled anew for each trace.
 */
export class TwoLevelSmoother {
  /** chance of the upper level at each reading */
  readonly upper: Float64Array;
  /** log-likelihood, expected steps up and down, and expected readings (but the last) in the lower and the upper level */
  readonly sums = new Float64Array(5);
  private readonly forward: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  /** sum of the logarithms of the greater densities */
  private greatest = 0;

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

  /** The density of each reading on either level, in units of the greater, whose logarithm is kept. */
  private weigh(residual: Float64Array, baseline: Float64Array, height: number, variance: number): void {
    const { low, high } = this;
    this.greatest = 0;
    for (let i = 0; i < this.readings; i++) {
      const away = residual[i] - baseline[i];
      const below = (-0.5 * away * away) / variance;
      const gain = (height * (away - 0.5 * height)) / variance;
      const less = Math.exp(gain < 0 ? gain : -gain);
      low[i] = gain < 0 ? 1 : less;
      high[i] = gain < 0 ? less : 1;
      this.greatest += gain < 0 ? below : below + gain;
    }
  }

  private goForward(levels: TwoLevels): void {
    const { low, high, forward, sums } = this;
    const { up, down } = levels;
    let before = occupancy(levels);
    let [logs, product] = [this.greatest, 1];
    for (let i = 0; i < this.readings; i++) {
      const inLow = (1 - before) * low[i];
      const inHigh = before * high[i];
      product *= inLow + inHigh;
      // One logarithm for many readings, before the product becomes too small for a number.
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
      const stayLow = (1 - forward[i]) * (1 - up) * toLow;
      const goUp = (1 - forward[i]) * up * toHigh;
      const goDown = forward[i] * down * toLow;
      const stayHigh = forward[i] * (1 - down) * toHigh;
      const all = stayLow + goUp + goDown + stayHigh;
      upper[i] = (goDown + stayHigh) / all;
      sums[1] += goUp / all;
      sums[2] += goDown / all;
      sums[3] += 1 - upper[i];
      sums[4] += upper[i];
      fromLow = ((1 - up) * toLow + up * toHigh) / all;
      fromHigh = (down * toLow + (1 - down) * toHigh) / all;
    }
  }
}
