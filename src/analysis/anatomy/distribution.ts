/** Bins of a distribution, in units of a weight's window; the outermost hold all that lies beyond. */
export const ERROR_BINS = { from: -0.2525, width: 0.005, count: 101 } as const;

/** How many errors were how large: their mean, their root mean square, and a histogram. */
export class Distribution {
  readonly bins = new Float64Array(ERROR_BINS.count);
  count = 0;
  private sum = 0;
  private squares = 0;

  add(error: number): void {
    const bin = Math.floor((error - ERROR_BINS.from) / ERROR_BINS.width);
    this.bins[Math.min(Math.max(bin, 0), ERROR_BINS.count - 1)]++;
    this.count++;
    this.sum += error;
    this.squares += error * error;
  }

  get bias(): number {
    return this.count > 0 ? this.sum / this.count : 0;
  }

  get rms(): number {
    return this.count > 0 ? Math.sqrt(this.squares / this.count) : 0;
  }
}
