import { seedMean } from './seed-mean.js';
import type { SeedResamples } from './seed-resamples.js';

/** Rows are averaged in groups, because a sum waits for its last addition: four sums take the time of one. */
const GROUP = 4;
/** Much more than the relative rounding error of a mean. */
const ROUNDING = 1e-9;

/** Rows of numbers, one per seed each, and the first row whose mean is low enough in a resample. */
export class ResampledRows {
  private readonly count: number;
  /** mean of each row over all seeds */
  readonly mean: Float64Array;
  /** standard deviation of each row over all seeds */
  private readonly deviation: Float64Array;
  private readonly means = new Float64Array(GROUP);

  /** @param rows [row × seed] */
  constructor(
    private readonly rows: Float64Array,
    private readonly resamples: SeedResamples,
  ) {
    const { seeds } = resamples;
    this.count = rows.length / seeds;
    const each = Array.from({ length: this.count }, (_, k) => rows.subarray(k * seeds, (k + 1) * seeds));
    this.mean = Float64Array.from(each, seedMean);
    this.deviation = Float64Array.from(each, (row, k) => deviationFrom(row, this.mean[k]));
  }

  /** The first row whose mean over all seeds is at most `target`, or −1. */
  firstOfAll(target: number): number {
    return this.mean.findIndex((mean) => mean <= target);
  }

  /** The first row whose mean in a resample is at most `target`, or −1. */
  firstIn(resample: number, target: number): number {
    const { count, means, resamples, rows } = this;
    for (let first = 0; first < count; first += GROUP) {
      const end = Math.min(first + GROUP, count);
      if (this.staysAbove(first, end, resample, target)) continue;
      if (end < first + GROUP) {
        for (let k = first; k < end; k++)
          means[k - first] = resamples.mean(rows, resample, k * resamples.seeds);
      } else this.meansOfGroup(first, resample);
      for (let k = first; k < end; k++) if (means[k - first] <= target) return k;
    }
    return -1;
  }

  /** Whether no mean of a group can be at most `target`: a mean in a resample is off by at most its unevenness × the deviation (Cauchy and Schwarz). */
  private staysAbove(first: number, end: number, resample: number, target: number): boolean {
    const unevenness = this.resamples.unevenness[resample];
    for (let k = first; k < end; k++) {
      const lowest = this.mean[k] - unevenness * this.deviation[k];
      if (lowest - ROUNDING * this.mean[k] <= target) return false;
    }
    return true;
  }

  private meansOfGroup(first: number, resample: number): void {
    const { rows, means } = this;
    const { drawn, seeds } = this.resamples;
    const from = first * seeds;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = resample * seeds, end = i + seeds; i < end; i++) {
      const place = from + drawn[i];
      a += rows[place];
      b += rows[place + seeds];
      c += rows[place + 2 * seeds];
      d += rows[place + 3 * seeds];
    }
    means[0] = a / seeds;
    means[1] = b / seeds;
    means[2] = c / seeds;
    means[3] = d / seeds;
  }
}

function deviationFrom(row: Float64Array, mean: number): number {
  let squares = 0;
  for (const value of row) squares += (value - mean) ** 2;
  return Math.sqrt(squares / row.length);
}
