import { RandomStream } from '../../src/core/random-stream.js';
import { remove } from '../noise-split/curve-tangent.js';
import { leftByMean, type BranchNoise, type ModeSpectrum } from '../noise-split/branch-noise.js';
import { CosineModes, SPECTRA, type Spectrum } from '../noise-split/cosine-modes.js';
import { splitNoise, type NoiseSplit } from '../noise-split/split-noise.js';
import { LevelDecoder } from './level-decoder.js';
import { PINK, type LevelNoise } from './switching-filter.js';

/** Simulated traces: enough for a smooth spectrum. */
const TRACES = 120;
/** Rounds: the second simulates the noise that the first has found. */
const ROUNDS = 2;
/** Half width of the smoothing over modes, as a share of the mode, and at least. */
const SMOOTHING = { share: 0.3, least: 3 };

/**
 * Splits the noise that is left once telegraph steps are decoded and taken out. Decoding takes some noise for steps, and some steps for noise.
 * How that changes the power of each mode is found by simulation: noise and levels of the fitted sizes are decoded in the same way (indirect
 * inference; Gourieroux, Monfort and Renault, J. Appl. Econometrics 8, 1993). The random numbers are always the same.
 * @param noise of the branch without its steps
 */
export function splitDecoded(noise: BranchNoise, levels: LevelNoise): NoiseSplit {
  const decoder = new LevelDecoder(noise.mean.length, noise.basis);
  const left = leftByMean(noise.cycles);
  let { spectrum } = noise;
  let simulated = levels;
  for (let round = 0; round < ROUNDS; round++) {
    spectrum = changedBy(noise.spectrum, decodingEffect(noise, simulated, decoder));
    const { white, pink, accumulating } = splitNoise({ spectrum });
    simulated = {
      ...levels,
      white: Math.max(left * white.value, SMALLEST * levels.height ** 2),
      pink: left * pink.value,
      accumulating: left * accumulating.value,
    };
  }
  return splitNoise({ spectrum });
}

/** Share of a step's square that the white variance has at least: no likelihood has a white part of 0. */
const SMALLEST = 1e-6;

function changedBy(spectrum: ModeSpectrum, effect: Float64Array): ModeSpectrum {
  const changed = (name: Spectrum) => spectrum.expected[name].map((power, k) => power * effect[k]);
  const expected = Object.fromEntries(
    SPECTRA.map((name) => [name, changed(name)]),
  ) as ModeSpectrum['expected'];
  return { ...spectrum, expected };
}

/** Power of each mode after decoding, as a share of the power that the noise alone has. */
function decodingEffect(
  { mean, basis, spectrum }: BranchNoise,
  levels: LevelNoise,
  decoder: LevelDecoder,
): Float64Array {
  const modes = CosineModes.of(mean.length);
  const draw = simulatedTraces(mean.length, levels);
  const power = new Float64Array(spectrum.modes.length);
  for (let trace = 0; trace < TRACES; trace++) {
    const readings = draw();
    const upper = decoder.upper(readings, levels);
    const residual = readings.map((value, i) => value - levels.height * upper[i]);
    remove(residual, basis);
    const amplitudes = modes.amplitudes(residual);
    for (const [k, mode] of spectrum.modes.entries()) power[k] += amplitudes[mode] ** 2 / TRACES;
  }
  const { white, pink, accumulating } = spectrum.expected;
  const alone = power.map(
    (_, k) => levels.white * white[k] + levels.pink * pink[k] + levels.accumulating * accumulating[k],
  );
  return smoothed(power.map((value, k) => value / alone[k]));
}

/** Draws traces of readings with telegraph steps and noise of given sizes. */
function simulatedTraces(readings: number, levels: LevelNoise): () => Float64Array {
  const random = new RandomStream('telegraph/decoding');
  const normals = new Float64Array(readings * (2 + PINK.length) + PINK.length);
  const { up, down } = levels;
  return () => {
    random.normals(normals, normals.length);
    let next = 0;
    const processes = PINK.map(({ share }) => Math.sqrt(share * levels.pink) * normals[next++]);
    let high = random.uniform() < up / (up + down);
    let accumulated = 0;
    return Float64Array.from({ length: readings }, (_, i) => {
      if (i > 0) {
        accumulated += Math.sqrt(levels.accumulating) * normals[next++];
        for (const [k, { reads, share }] of PINK.entries()) {
          const kept = Math.exp(-1 / reads);
          processes[k] =
            kept * processes[k] + Math.sqrt(share * levels.pink * (1 - kept * kept)) * normals[next++];
        }
        if (random.uniform() < (high ? down : up)) high = !high;
      }
      const pink = processes.reduce((sum, value) => sum + value, 0);
      return accumulated + pink + Math.sqrt(levels.white) * normals[next++] + (high ? levels.height : 0);
    });
  };
}

/** Means over neighbouring modes, as logarithms. */
function smoothed(ratios: Float64Array): Float64Array {
  const logs = ratios.map((ratio) => Math.log(ratio));
  return logs.map((_, k) => {
    const half = Math.min(Math.max(SMOOTHING.least, Math.round(SMOOTHING.share * k)), k + SMOOTHING.least);
    const near = logs.subarray(Math.max(0, k - half), k + half + 1);
    return Math.exp(near.reduce((sum, value) => sum + value, 0) / near.length);
  });
}
