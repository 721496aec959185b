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

  constructor(
    readonly seeds: number,
    readonly count = RESAMPLES,
    random = new RandomStream('comparison/resamples'),
  ) {
    this.drawn = Uint32Array.from({ length: seeds * count }, () => random.below(seeds));
  }

  /** The mean of each resample. @param values one per seed, from index `from` */
  means(values: Float64Array, from = 0): Float64Array {
    return Float64Array.from({ length: this.count }, (_, resample) => this.mean(values, resample, from));
  }

  /** The mean of one resample. */
  mean(values: Float64Array, resample: number, from = 0): number {
    const { drawn, seeds } = this;
    let sum = 0;
    for (let i = resample * seeds, end = i + seeds; i < end; i++) sum += values[from + drawn[i]];
    return sum / seeds;
  }
}
