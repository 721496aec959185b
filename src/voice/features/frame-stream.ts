import type { Sound } from '../wav/sound.js';
import { BANDS, FRAME_RATE, type Frames } from './frames.js';
import { LogMel } from './log-mel.js';
import { soundLevels } from './sound-levels.js';

/** How long the running mean remembers, in s. */
const MEMORY = 10;
/** A frame in which no band is louder is digital silence, such as a muted call, in dB: it says nothing of the level of a recording. */
const SILENT = -108;
/** What a band of such a frame is worth before any sound, in dB below the mean. */
const QUIET = -50;

/**
 * Frames of a sound as its samples come: the power of each band above its running mean, in dB. The mean is that of the frames so far, and forgets
 * in 10 s. Digital silence is left out of it. So neither a recording's gain nor the colour of its microphone changes a frame, and no frame waits for a later one.
 */
export class FrameStream {
  private readonly mel: LogMel;
  private readonly frame = new Float32Array(BANDS);
  /** samples that the next frames need */
  private kept = new Float32Array(0);
  private readonly mean = new RunningMean();

  /** @param sampleRate in Hz: 8000 or 16000 */
  constructor(sampleRate: number) {
    this.mel = new LogMel(sampleRate);
  }

  /** Takes samples, in pieces of any size. @param take gets each frame that is whole; the next one overwrites it */
  push(samples: Float32Array, take: (frame: Float32Array) => void): void {
    const { hop, window } = this.mel;
    const all = this.kept.length === 0 ? samples : joined(this.kept, samples);
    let from = 0;
    for (; from + window <= all.length; from += hop) {
      this.mel.fillBands(all, from, this.frame);
      this.mean.subtract(this.frame);
      take(this.frame);
    }
    this.kept = all.slice(from);
  }
}

function joined(one: Float32Array, other: Float32Array): Float32Array {
  const all = new Float32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** The mean of each band over the frames so far, which forgets in 10 s. */
class RunningMean {
  private readonly mean = new Float64Array(BANDS);
  private count = 0;

  /** Takes a frame in, unless it is digital silence, and subtracts the mean from it. */
  subtract(values: Float32Array, at = 0): void {
    const { mean } = this;
    if (isSound(values, at)) this.follow(values, at);
    for (let b = 0; b < BANDS; b++) values[at + b] = this.count === 0 ? QUIET : values[at + b] - mean[b];
  }

  private follow(values: Float32Array, at: number): void {
    const { mean } = this;
    this.count++;
    const share = Math.max(1 / this.count, 1 / (MEMORY * FRAME_RATE));
    for (let b = 0; b < BANDS; b++) mean[b] += share * (values[at + b] - mean[b]);
  }
}

/** All frames of a sound. @param levels those of the sound, where they are known */
export function framesOf(
  sound: Sound,
  { count, bands, values: levels }: Frames = soundLevels(sound),
): Frames {
  const values = levels.slice();
  const mean = new RunningMean();
  for (let t = 0; t < count; t++) mean.subtract(values, t * bands);
  return { count, bands, values };
}

/** Whether some band is louder than digital silence. */
function isSound(values: Float32Array, at: number): boolean {
  for (let b = 0; b < BANDS; b++) if (values[at + b] > SILENT) return true;
  return false;
}
