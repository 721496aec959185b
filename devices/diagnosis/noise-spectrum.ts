import { meanVector } from '../../src/core/maths/vectors.js';
import { leftByMean, type BranchNoise } from '../noise-split/branch-noise.js';
import { CosineModes, NOISE_PARTS, type NoisePart } from '../noise-split/cosine-modes.js';
import type { NoiseSplit } from '../noise-split/split-noise.js';
import type { Estimate } from '../noise-split/estimate.js';
import { jackknife } from './jackknife.js';

/** One-sided power spectral density of the residuals, and its slope in the lowest decade. */
export interface NoiseSpectrum {
  /** cycles per reading */
  readonly frequency: Float64Array;
  /** in units of the window squared, per cycle per reading */
  readonly density: Float64Array;
  /** of log density over log frequency: 0 for white noise, −1 for 1/f */
  readonly slope: Estimate;
}

/** Half waves per branch at the lowest frequency, at least: the curve takes most of what is slower. */
const FIRST_MODE = 8;

/** Half waves at the lowest frequency of which a branch knows the noise; of one cycle the curve takes more. */
function firstModeOf({ spectrum: { modes } }: BranchNoise): number {
  return Math.max(FIRST_MODE, modes[0]);
}

/** The mean spectrum of a device's residuals: the powers of their modes, of the longest branches. */
export function noiseSpectrum(branches: readonly BranchNoise[]): NoiseSpectrum {
  const readings = Math.max(...branches.map(({ mean }) => mean.length));
  const longest = branches.filter(({ mean }) => mean.length === readings);
  const first = Math.max(...longest.map(firstModeOf));
  const densities = longest.map((branch) => densitiesOf(branch, first));
  const cycles = Array.from({ length: Math.min(...longest.map((branch) => branch.cycles)) }, (_, cycle) =>
    meanVector(densities.map((ofBranch) => ofBranch[cycle])),
  );
  const frequency = Float64Array.from({ length: readings - first }, (_, k) =>
    frequencyOf(k + first, readings),
  );
  return {
    frequency,
    density: meanVector(cycles),
    slope: jackknife(cycles, (units) => slopeOf(frequency, meanVector(units))),
  };
}

/** Density that each part of the noise gives a branch, with what the curve moves from slower modes. */
export function partDensities(branch: BranchNoise, split: NoiseSplit): Record<NoisePart, Float64Array> {
  const { modes, freedom, expected } = branch.spectrum;
  const all = Math.max(1, branch.cycles - 1);
  const first = firstModeOf(branch);
  const density = (part: NoisePart) => {
    const densities = CosineModes.of(branch.mean.length).power[part].slice(first);
    for (const [at, mode] of modes.entries())
      if (mode >= first) densities[mode - first] = (expected[part][at] * all) / freedom[at];
    return densities.map((unit) => 2 * split[part].value * unit);
  };
  return Object.fromEntries(NOISE_PARTS.map((part) => [part, density(part)])) as Record<
    NoisePart,
    Float64Array
  >;
}

function frequencyOf(mode: number, readings: number): number {
  return mode / (2 * readings);
}

/** Density of each cycle: twice the power of each mode, divided by the share that mean and curve leave of it. */
function densitiesOf({ residuals, mean, basis, cycles }: BranchNoise, first: number): Float64Array[] {
  const modes = CosineModes.of(mean.length);
  const directions = basis.map((direction) => modes.amplitudes(direction));
  const left = leftByMean(cycles);
  const scale = Float64Array.from({ length: mean.length - first }, (_, k) => {
    const taken = directions.reduce((sum, direction) => sum + direction[k + first] ** 2, 0);
    return 2 / (left * Math.max(1 - taken, LEAST_LEFT));
  });
  return residuals.map((residual) => {
    const amplitudes = modes.amplitudes(residual);
    return scale.map((factor, k) => factor * amplitudes[k + first] ** 2);
  });
}

/** Frequencies from which they have a slope. */
const LEAST_FREQUENCIES = 4;

/** A mode of which the curve leaves less than this is not corrected further. */
const LEAST_LEFT = 0.05;

/** Least squares over the lowest decade, with the same weight for every octave; NaN for too few frequencies. */
function slopeOf(frequency: Float64Array, density: Float64Array): number {
  if (frequency.length < LEAST_FREQUENCIES) return NaN;
  let [weights, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const [k, wave] of frequency.entries()) {
    if (wave > 10 * frequency[0]) break;
    const [across, along] = [Math.log(wave), Math.log(density[k])];
    const weight = 1 / wave;
    weights += weight;
    x += weight * across;
    y += weight * along;
    xx += weight * across * across;
    xy += weight * across * along;
  }
  return (weights * xy - x * y) / (weights * xx - x * x);
}
