import { LuDecomposition, Matrix } from 'ml-matrix';
import type { RandomStream } from '../../src/core/random-stream.js';
import { bootstrapInterval } from './bootstrap-interval.js';
import { meanVariogram, type DetrendedVariogram } from './detrended-variogram.js';
import type { NoisePart } from './noise-parts.js';

/** Standard deviation of each part of the noise, in units of the window; read-like is white and pink together. */
export type NoiseDeviations = Record<NoisePart | 'readLike', number>;

/** The parts of the noise, with 95 % intervals where there are enough independent units (cycles or devices). */
export interface NoiseSplit extends NoiseDeviations {
  intervals?: Record<keyof NoiseDeviations, [number, number]>;
}

/** Fewer units than this say too little of their own spread, and no interval is given. */
export const FEWEST_UNITS = 4;

const RESAMPLES = 400;
const ALL = [0, 1, 2];
/** Parts that may be there: the best non-negative fit is the best of the free fits on these that come out non-negative. */
const SUBSETS = [[0], [1], [2], [0, 1], [0, 2], [1, 2], ALL];

/**
 * Splits noise into read-like and accumulating parts: least squares of the observed variogram on the expected variograms of the parts,
 * no part negative, each lag weighted by its own size. Intervals are a bootstrap over the units, widened for their small number
 * (Hesterberg, Am. Stat. 69, 2015); they resample the fit that may turn negative, so that a part that is not there is covered too.
 * @param units variograms that are independent of each other
 */
export function splitNoise(units: readonly DetrendedVariogram[], random: RandomStream): NoiseSplit {
  const mean = meanVariogram(units);
  const estimate = mapped(parts(nonNegativeFit(mean)), Math.sqrt);
  const free = freeFit(mean, ALL);
  if (!free || units.length < FEWEST_UNITS) return estimate;
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

/** Variances by name. */
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

/** Interval of a deviation, from resampled variances. */
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

/** Variances of some parts (the others are zero), or nothing where the lags cannot tell them apart. */
function freeFit({ observed, expected }: DetrendedVariogram, used: number[]): number[] | undefined {
  if (observed.includes(0)) return undefined;
  const columns = used.map((part) => Array.from(expected[part], (value, lag) => value / observed[lag]));
  const design = new Matrix(columns).transpose();
  const normal = new LuDecomposition(design.transpose().mmul(design));
  if (normal.isSingular()) return undefined;
  const solution = normal.solve(design.transpose().mmul(Matrix.ones(observed.length, 1))).to1DArray();
  return expected.map((_, part) => (used.includes(part) ? solution[used.indexOf(part)] : 0));
}

function misfitOf({ observed, expected }: DetrendedVariogram, variances: number[]): number {
  return observed.reduce((sum, seen, lag) => {
    const told = variances.reduce((total, variance, part) => total + variance * expected[part][lag], 0);
    return sum + (told / seen - 1) ** 2;
  }, 0);
}
