import { LuDecomposition, Matrix } from 'ml-matrix';
import type { RandomStream } from '../../src/core/random-stream.js';
import { bootstrapInterval, MINIMUM_UNITS } from './bootstrap-interval.js';
import { meanVariogram, type DetrendedVariogram } from './detrended-variogram.js';
import type { NoisePart } from './noise-parts.js';

/** Standard deviation of each part of the noise, in units of the window; read-like is white and pink together. */
export type NoiseDeviations = Record<NoisePart | 'readLike', number>;

/** The parts of the noise, with 95 % intervals if there are enough independent units (cycles or devices). */
export interface NoiseSplit extends NoiseDeviations {
  intervals?: Record<keyof NoiseDeviations, [number, number]>;
}

const RESAMPLES = 400;
const ALL = [0, 1, 2];
/** All choices of parts: the best non-negative fit is the best of the free fits to these that come out non-negative. */
const SUBSETS = [[0], [1], [2], [0, 1], [0, 2], [1, 2], ALL];

/**
 * Splits noise into read-like and accumulating parts: least squares of the observed variogram on the expected variograms of the parts,
 * none of them negative, each lag weighted by its own size; noise of known size is subtracted first. Intervals are a bootstrap over the
 * units, widened for their small number (Hesterberg, Am. Stat. 69, 2015). They resample a fit that may turn negative, so that an interval
 * can reach 0.
 * @param units independent variograms
 */
export function splitNoise(units: readonly DetrendedVariogram[], random: RandomStream): NoiseSplit {
  const mean = meanVariogram(units);
  const estimate = mapped(parts(nonNegativeFit(mean)), Math.sqrt);
  const free = freeFit(mean, ALL);
  if (!free || units.length < MINIMUM_UNITS) return estimate;
  const centre = parts(free);
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const drawn = units.map(() => units[random.below(units.length)]);
    return parts(freeFit(meanVariogram(drawn), ALL) ?? free);
  });
  const intervals = mapped(centre, (variance, part) => {
    const ends = widened(
      variance,
      resampled.map((sample) => sample[part]),
      units.length,
    );
    return [Math.min(ends[0], estimate[part]), Math.max(ends[1], estimate[part])] as [number, number];
  });
  return { ...estimate, intervals };
}

/** Variances by the name of the part. */
function parts([white, pink, accumulating]: number[]): NoiseDeviations {
  return { white, pink, accumulating, readLike: white + pink };
}

function mapped<Value>(
  { white, pink, accumulating, readLike }: NoiseDeviations,
  change: (value: number, part: keyof NoiseDeviations) => Value,
): Record<keyof NoiseDeviations, Value> {
  return {
    white: change(white, 'white'),
    pink: change(pink, 'pink'),
    accumulating: change(accumulating, 'accumulating'),
    readLike: change(readLike, 'readLike'),
  };
}

/** Interval of a standard deviation, from resampled variances. */
function widened(centre: number, resampled: number[], units: number): [number, number] {
  const [low, high] = bootstrapInterval(centre, resampled, units);
  return [Math.sqrt(Math.max(0, low)), Math.sqrt(Math.max(0, high))];
}

function nonNegativeFit(variogram: DetrendedVariogram): number[] {
  let best = { variances: [0, 0, 0], misfit: Infinity };
  for (const subset of SUBSETS) {
    const variances = freeFit(variogram, subset);
    if (!variances || variances.some((variance) => variance < 0)) continue;
    const misfit = misfitOf(variogram, variances);
    if (misfit < best.misfit) best = { variances, misfit };
  }
  return best.variances;
}

/** Variances of some parts (the others are 0), or undefined if the lags cannot distinguish them. */
function freeFit({ observed, expected, known }: DetrendedVariogram, used: number[]): number[] | undefined {
  if (observed.includes(0)) return undefined;
  const columns = used.map((part) => Array.from(expected[part], (value, lag) => value / observed[lag]));
  const design = new Matrix(columns).transpose();
  const normal = new LuDecomposition(design.transpose().mmul(design));
  if (normal.isSingular()) return undefined;
  const target = Matrix.columnVector(observed.map((value, lag) => 1 - (known?.[lag] ?? 0) / value));
  const solution = normal.solve(design.transpose().mmul(target)).to1DArray();
  return expected.map((_, part) => (used.includes(part) ? solution[used.indexOf(part)] : 0));
}

function misfitOf({ observed, expected, known }: DetrendedVariogram, variances: number[]): number {
  return observed.reduce((sum, value, lag) => {
    const predicted = variances.reduce(
      (total, variance, part) => total + variance * expected[part][lag],
      known?.[lag] ?? 0,
    );
    return sum + (predicted / value - 1) ** 2;
  }, 0);
}
