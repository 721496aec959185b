import { RandomStream } from '../../core/random-stream.js';

/** Number of resamples behind an interval. */
const RESAMPLES = 2000;

/**
 * Resamples of the seeds with replacement, drawn once for a whole comparison. All conditions use the same draws, so that
 * common effects of a seed cancel in differences and ratios (paired bootstrap).
 */
export class SeedResamples {
  /** [resample × seed], indices of seeds */
  readonly drawn: Int32Array;
  private readonly known = new WeakMap<Float64Array, Float64Array>();
  /** root mean square of (times that a seed is drawn − 1) over the seeds, for each resample */
  readonly unevenness: Float64Array;

  constructor(
    readonly seeds: number,
    readonly count = RESAMPLES,
    random = new RandomStream('comparison/resamples'),
  ) {
    this.drawn = new Int32Array(seeds * count);
    for (let i = 0; i < this.drawn.length; i++) this.drawn[i] = random.below(seeds);
    this.unevenness = Float64Array.from({ length: count }, (_, resample) => this.unevennessOf(resample));
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

  private unevennessOf(resample: number): number {
    const { drawn, seeds } = this;
    const times = new Float64Array(seeds);
    for (let i = resample * seeds, end = i + seeds; i < end; i++) times[drawn[i]]++;
    return Math.sqrt(times.reduce((sum, count) => sum + (count - 1) ** 2, 0) / seeds);
  }
}
