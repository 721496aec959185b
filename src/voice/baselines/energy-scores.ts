import { frameCount, LogMel } from '../features/log-mel.js';
import { BANDS } from '../features/frames.js';
import type { Sound } from '../wav/sound.js';

/** Frames over which the energy is averaged, and in which its minimum is looked for: 50 ms and 4 s. */
const [AVERAGED, REMEMBERED] = [5, 400];

/** The energy of each frame above its minimum in the last 4 s, in dB: what a detector without training can tell. */
export function energyScores({ sampleRate, samples }: Sound): Float32Array {
  const mel = new LogMel(sampleRate);
  const count = frameCount(samples.length, sampleRate);
  const bands = new Float64Array(BANDS);
  const powers = Float64Array.from({ length: count }, (_, t) => {
    mel.fillBands(samples, t * mel.hop, bands);
    return bands.reduce((sum, value) => sum + 10 ** (value / 10), 0);
  });
  const smooth = Float32Array.from(powers, (_, t) => {
    const part = powers.subarray(Math.max(0, t - AVERAGED + 1), t + 1);
    return 10 * Math.log10(part.reduce((sum, power) => sum + power, 0) / part.length);
  });
  return smooth.map((value, t) => {
    let least = value;
    for (let i = Math.max(0, t - REMEMBERED); i < t; i++) least = Math.min(least, smooth[i]);
    return value - least;
  });
}
