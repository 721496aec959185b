import { RandomStream } from '../../core/random-stream.js';

/** Number of resamples behind an interval. */
const RESAMPLES = 2000;

/**
 * Resamples of the seeds with replacement, drawn once for a whole comparison. All conditions use the same draws, so that
 * common effects of a seed cancel in differences and ratios (paired bootstrap).
 */
export class SeedResamples {
  /** [resample × seed], indices of seeds */
  readonly drawn: Uint32Array;
  private readonly known = new WeakMap<Float64Array, Float64Array>();
  private readonly four = new Float64Array(4);

  constructor(
    readonly seeds: number,
    readonly count = RESAMPLES,
    random = new RandomStream('comparison/resamples'),
  ) {
    this.drawn = new Uint32Array(seeds * count);
    for (let i = 0; i < this.drawn.length; i++) this.drawn[i] = random.below(seeds);
  }

  /** The mean of each resample, computed once for an array. @param values one per seed, never changed afterwards */
  means(values: Float64Array): Float64Array {
    const known = this.known.get(values);
    if (known) return known;
    const means = new Float64Array(this.count);
    for (let resample = 0; resample < means.length; resample++) means[resample] = this.mean(values, resample);
    this.known.set(values, means);
    return means;
  }

  /** The mean of one resample. @param values one per seed, from index `from` */
  mean(values: Float64Array, resample: number, from = 0): number {
    const { drawn, seeds } = this;
    let sum = 0;
    for (let i = resample * seeds, end = i + seeds; i < end; i++) sum += values[from + drawn[i]];
    return sum / seeds;
  }

  /** The first row whose mean in a resample is at most `target`, or −1. @param rows [row × seed] */
  firstAtMost(rows: Float64Array, resample: number, target: number): number {
    const { seeds, four } = this;
    const count = rows.length / seeds;
    let row = 0;
    for (; row + 4 <= count; row += 4) {
      this.fourMeans(rows, resample, row * seeds);
      for (let k = 0; k < 4; k++) if (four[k] <= target) return row + k;
    }
    for (; row < count; row++) if (this.mean(rows, resample, row * seeds) <= target) return row;
    return -1;
  }

  /** The means of four rows into `four`. A sum waits for its last addition, so four sums take the time of one. */
  private fourMeans(rows: Float64Array, resample: number, from: number): void {
    const { drawn, seeds, four } = this;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = resample * seeds, end = i + seeds; i < end; i++) {
      const place = from + drawn[i];
      a += rows[place];
      b += rows[place + seeds];
      c += rows[place + 2 * seeds];
      d += rows[place + 3 * seeds];
    }
    four[0] = a / seeds;
    four[1] = b / seeds;
    four[2] = c / seeds;
    four[3] = d / seeds;
  }
}
