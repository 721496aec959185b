import { meanOf } from '../../src/core/maths/vectors.js';
import type { BranchNoise, ModeSpectrum } from './branch-noise.js';
import { NOISE_PARTS, SPECTRA, type NoisePart, type Spectrum } from './cosine-modes.js';
import type { VarianceEstimate } from './estimate.js';
import {
  dispersion,
  fitVariances,
  meanPower,
  type HeldSum,
  type PowerModel,
  type VarianceFit,
} from './fit-variances.js';
import { likelihoodInterval } from './likelihood-interval.js';

/** The Gaussian parts of the noise of one branch; read-like is white and pink together. */
export interface NoiseSplit extends Record<NoisePart | 'readLike', VarianceEstimate> {
  /**
   * For each part: twice the logarithm of how much more likely the readings are with it than without it; `slow` is for 1/f-like and accumulating
   * noise together
   */
  readonly evidence: Record<NoisePart | 'readLike' | 'slow', number>;
}

/** The spectra of which each part is the sum. */
const PARTS: Record<NoisePart, readonly Spectrum[]> = {
  white: ['white'],
  pink: ['pink', 'slowPink'],
  accumulating: ['accumulating'],
};
/**
 * Evidence below which parts are left out while a part is estimated that is certain to be there: no variance is negative, so a part that is not
 * there takes a share of the others.
 */
const ABSENT = 1;
const CERTAIN = 10;
/** Variance of readings that repeat, in units of the window squared. */
const REPEATS = 1e-6 ** 2;
/** Share of the noise that is a small part of it. */
const SMALL = 1e-3;

/**
 * Splits the noise of one branch into its parts by the power of its modes. Intervals are those of the profile likelihood (Venzon and
 * Moolgavkar, Appl. Stat. 37, 1988): they need no resampling, and hold at the end where a part is 0. Where powers vary more than
 * Gaussian noise of constant size allows, intervals are widened by the dispersion (McCullagh and Nelder, 1989).
 */
export function splitNoise({ spectrum }: Pick<BranchNoise, 'spectrum'>): NoiseSplit {
  const full = fitted(spectrum, SPECTRA);
  const evidenceOf = (parts: readonly NoisePart[]) => full.rise(spectraOf(parts), 0);
  const evidence = {
    white: evidenceOf(['white']),
    pink: evidenceOf(['pink']),
    readLike: evidenceOf(['white', 'pink']),
    accumulating: evidenceOf(['accumulating']),
    slow: evidenceOf(['pink', 'accumulating']),
  };
  const estimate = (parts: readonly NoisePart[], own: number): VarianceEstimate => {
    const absent = NOISE_PARTS.filter((part) => !parts.includes(part) && evidence[part] < ABSENT);
    const isAlone = own > CERTAIN && absent.length > 0 && evidenceOf(absent) < ABSENT;
    const left = NOISE_PARTS.filter((part) => !absent.includes(part));
    return estimateIn(isAlone ? fitted(spectrum, spectraOf(left)) : full, spectraOf(parts), spectrum);
  };
  return {
    white: estimate(['white'], evidence.white),
    pink: estimate(['pink'], evidence.pink),
    readLike: estimateIn(full, spectraOf(['white', 'pink']), spectrum),
    accumulating: estimate(['accumulating'], evidence.accumulating),
    evidence,
  };
}

/** Whether readings repeat from cycle to cycle but for rounding. */
export function isSilent({ readLike, accumulating }: NoiseSplit): boolean {
  return readLike.value + accumulating.value < REPEATS;
}

function spectraOf(parts: readonly NoisePart[]): Spectrum[] {
  return parts.flatMap((part) => PARTS[part]);
}

function estimateIn(
  { rise, sumOf }: Fitted,
  spectra: readonly Spectrum[],
  spectrum: ModeSpectrum,
): VarianceEstimate {
  const power = spectra.map((name) => meanOf(spectrum.expected[name]));
  const small = (SMALL * meanPower(spectrum)) / Math.max(...power);
  return likelihoodInterval(sumOf(spectra), (variance) => rise(spectra, variance), small);
}

/** How much the deviance of a branch rises if its accumulating variance is held at a value. */
export function accumulatingRise({ spectrum }: Pick<BranchNoise, 'spectrum'>): (variance: number) => number {
  const { rise } = fitted(spectrum, SPECTRA);
  return (variance) => rise(['accumulating'], variance);
}

/** The most likely variances of some spectra. */
interface Fitted {
  /** sum of the variances of some spectra */
  readonly sumOf: (spectra: readonly Spectrum[]) => number;
  /** how much the deviance rises if such a sum is held, in units of the dispersion */
  readonly rise: (spectra: readonly Spectrum[], sum: number) => number;
}

function fitted({ power, freedom, expected }: ModeSpectrum, used: readonly Spectrum[]): Fitted {
  const model = { power, freedom, columns: used.map((name) => expected[name]) };
  const best = fitVariances(model);
  const scale = Math.max(1, dispersion(model, best.variances));
  const places = (spectra: readonly Spectrum[]) => spectra.map((name) => used.indexOf(name));
  return {
    sumOf: (spectra) => places(spectra).reduce((sum, at) => sum + best.variances[at], 0),
    rise: (spectra, sum) => riseOf(model, best, { parts: places(spectra), sum }) / scale,
  };
}

/** How much the deviance rises above its minimum if a sum of variances is held. */
function riseOf(model: PowerModel, best: VarianceFit, held: HeldSum): number {
  const { parts, sum } = held;
  const now = parts.reduce((total, part) => total + best.variances[part], 0);
  const start = best.variances.map((variance, part) => {
    if (!parts.includes(part)) return variance;
    return now > 0 ? (variance * sum) / now : sum / parts.length;
  });
  return Math.max(0, fitVariances(model, { held, start }).deviance - best.deviance);
}
