import { RandomStream } from '../../core/random-stream.js';

/** Resamples that an interval is made of. */
const RESAMPLES = 2000;

/**
 * Seeds drawn with replacement, again and again, once for a whole comparison: every statistic of every condition
 * sees the same draws, so that what seeds have in common cancels in differences and ratios (paired bootstrap).
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

  /** The mean of each resample. @param values one a seed, from `from` on */
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
