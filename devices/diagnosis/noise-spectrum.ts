import type { RandomStream } from '../../src/core/random-stream.js';
import { meanVector } from '../../src/core/maths/vectors.js';
import { PINK_READS } from '../noise/read-noise.js';
import type { NoisePart } from '../fitting/noise-parts.js';
import { estimates, type Estimate } from './estimate.js';
import { byCycle, type ResidualTrace } from './residual-traces.js';

/** One-sided power spectral density of the residuals, and its slope in the lowest decade. */
export interface NoiseSpectrum {
  /** cycles per reading */
  frequency: Float64Array;
  /** in units of the window squared, per cycle per reading */
  density: Float64Array;
  /** of log density over log frequency: 0 for white noise, −1 for 1/f */
  slope: Estimate;
}

/** Waves per branch at the lowest frequency: the fit of the curve removes most of what is slower. */
const FIRST_WAVE = 4;

/** The mean periodogram of a device's residuals. */
export function noiseSpectrum(traces: readonly ResidualTrace[], random: RandomStream): NoiseSpectrum {
  const readings = traces[0].residual.length;
  const waves = Math.floor(readings / 2) - FIRST_WAVE + 1;
  const frequency = Float64Array.from({ length: waves }, (_, k) => (k + FIRST_WAVE) / readings);
  const cycles = byCycle(traces).map((cycle) =>
    meanVector(cycle.map(({ residual }) => periodogram(residual, waves))),
  );
  const slopes = (units: readonly Float64Array[]) => [slopeOf(frequency, meanVector(units))];
  return { frequency, density: meanVector(cycles), slope: estimates(cycles, slopes, random)[0] };
}

/** The spectrum of each part of the noise at unit variance; for accumulating noise, at unit variance of one pulse's step. */
export const partSpectra: Record<NoisePart, (frequency: number) => number> = {
  white: () => 2,
  pink: (frequency) => {
    const cosine = Math.cos(2 * Math.PI * frequency);
    return PINK_READS.reduce((sum, reads) => {
      const kept = Math.exp(-1 / reads);
      return sum + (2 * (1 - kept * kept)) / (1 - 2 * kept * cosine + kept * kept) / PINK_READS.length;
    }, 0);
  },
  accumulating: (frequency) => 0.5 / Math.sin(Math.PI * frequency) ** 2,
};

function periodogram(residual: Float64Array, waves: number): Float64Array {
  const readings = residual.length;
  return Float64Array.from({ length: waves }, (_, k) => {
    let [real, imaginary] = [0, 0];
    for (let i = 0; i < readings; i++) {
      const phase = (2 * Math.PI * (((k + FIRST_WAVE) * i) % readings)) / readings;
      real += residual[i] * Math.cos(phase);
      imaginary += residual[i] * Math.sin(phase);
    }
    return (2 * (real * real + imaginary * imaginary)) / readings;
  });
}

/** Least squares over the lowest decade, with the same weight for every octave. */
function slopeOf(frequency: Float64Array, density: Float64Array): number {
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
