import type { Sound } from '../wav/sound.js';
import { BANDS, type Frames } from './frames.js';
import { frameCount, LogMel } from './log-mel.js';

/** The power of a sound in each band and frame, in dB, for a picture of it: without the running mean that detectors take away. */
export interface SoundLevels extends Frames {
  /** where the bands have their middles, in Hz */
  readonly hertz: readonly number[];
}

/** The levels of a sound. */
export function soundLevels({ sampleRate, samples }: Sound): SoundLevels {
  const mel = new LogMel(sampleRate);
  const count = frameCount(samples.length, sampleRate);
  const values = new Float32Array(count * BANDS);
  for (let t = 0; t < count; t++) mel.fillBands(samples, t * mel.hop, values, t * BANDS);
  return { count, bands: BANDS, values, hertz: mel.middles };
}
