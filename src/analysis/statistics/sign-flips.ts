import { RandomStream } from '../../core/random-stream.js';
import { orderStatistic } from './order-statistic.js';

/** Number of random flips behind a p-value and an interval. */
const FLIPS = 20_000;
/** Below this number of seeds no p-value of flips can be below 5 %: two of 2⁵ flips are as far from zero as the observed signs. */
export const MINIMUM_FOR_FLIPS = 6;
/** Significance level of the interval. */
const LEVEL = 0.05;
/** Relative rounding error of a sum. */
const ROUNDING = 1e-12;

/** What random sign flips say of a mean difference. */
export interface SignFlips {
  /** two-sided p-value of the hypothesis that each difference could as well have the other sign */
  p: number;
  /** the 95 % interval: every mean that would have a p-value above 5 %; infinite below six seeds */
  interval: [number, number];
}

/**
 * The paired permutation test of a mean difference (Fisher 1935) and its inversion, Hartigan's typical values (J. Am. Stat.
 * Assoc. 64, 1969). A flip of a subset of the differences is as far from θ as the observed signs exactly where θ lies between
 * the means of the subset and of the rest; the mean always does. Both are exact for differences whose distribution is
 * symmetric, as those of two equal schemes are. They count over random flips, with the observed signs among them (Phipson
 * and Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010).
 */
export function signFlips(
  differences: Float64Array,
  random = new RandomStream('comparison/flips'),
  flips = FLIPS,
): SignFlips {
  const { low, high } = meansOfSubsets(differences, random, flips);
  const rounding = ROUNDING * differences.reduce((sum, one) => sum + Math.abs(one), 0);
  let around = 1;
  for (let flip = 0; flip < flips; flip++) {
    if (low[flip] <= rounding && high[flip] >= -rounding) around++;
  }
  // The observed signs count as one flip that holds every θ.
  const outside = Math.max(0, Math.floor(LEVEL * (flips + 1)) - 1);
  const end = (value: number) => (Math.abs(value) <= rounding ? 0 : value);
  const ends = [orderStatistic(low, outside), orderStatistic(high, flips - 1 - outside)];
  return { p: around / (flips + 1), interval: [end(ends[0]), end(ends[1])] };
}

/** The means of a random subset and of the rest, the lower and the higher of the two, for each flip. */
function meansOfSubsets(differences: Float64Array, random: RandomStream, flips: number) {
  const { length } = differences;
  const { sums, sizes } = subsetsOfEight(differences);
  const total = differences.reduce((sum, one) => sum + one, 0);
  const low = new Float64Array(flips).fill(-Infinity);
  const high = new Float64Array(flips).fill(Infinity);
  for (let flip = 0; flip < flips; flip++) {
    let sum = 0;
    let size = 0;
    for (let first = 0, bits = 0; first < sums.length; first += 256, bits >>>= 8) {
      if (first % 1024 === 0) bits = random.bits();
      const place = first + (bits & 255);
      sum += sums[place];
      size += sizes[place];
    }
    if (size === 0 || size === length) continue;
    const own = sum / size;
    const rest = (total - sum) / (length - size);
    low[flip] = Math.min(own, rest);
    high[flip] = Math.max(own, rest);
  }
  return { low, high };
}

/** Sum and size of each of the 256 subsets of each eight differences: [eight × subset]. */
function subsetsOfEight(differences: Float64Array): { sums: Float64Array; sizes: Uint8Array } {
  const sums = new Float64Array(256 * Math.ceil(differences.length / 8));
  const sizes = new Uint8Array(sums.length);
  differences.forEach((difference, i) => {
    const first = 256 * (i >> 3);
    for (let subset = 0; subset < 256; subset++) {
      if (!((subset >> (i & 7)) & 1)) continue;
      sums[first + subset] += difference;
      sizes[first + subset]++;
    }
  });
  return { sums, sizes };
}
