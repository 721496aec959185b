import type { Sound } from '../wav/sound.js';
import { BANDS, FRAME_RATE, type Frames } from './frames.js';
import { frameCount, LogMel } from './log-mel.js';

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
  private readonly mean = new Float64Array(BANDS);
  private count = 0;

  /** @param sampleRate in Hz: 8000 or 16000 */
  constructor(sampleRate: number) {
    this.mel = new LogMel(sampleRate);
  }

  /** Takes samples, in pieces of any size. @param take gets each frame that is whole; the next one overwrites it */
  push(samples: Float32Array, take: (frame: Float32Array) => void): void {
    const { hop, window } = this.mel;
    const all = new Float32Array(this.kept.length + samples.length);
    all.set(this.kept);
    all.set(samples, this.kept.length);
    let from = 0;
    for (; from + window <= all.length; from += hop) {
      this.mel.fillBands(all, from, this.frame);
      if (this.frame.some((power) => power > SILENT)) this.follow();
      this.subtractMean();
      take(this.frame);
    }
    this.kept = all.slice(from);
  }

  private follow(): void {
    const { frame, mean } = this;
    this.count++;
    const share = Math.max(1 / this.count, 1 / (MEMORY * FRAME_RATE));
    for (let b = 0; b < BANDS; b++) mean[b] += share * (frame[b] - mean[b]);
  }

  private subtractMean(): void {
    const { frame, mean, count } = this;
    for (let b = 0; b < BANDS; b++) frame[b] = count === 0 ? QUIET : frame[b] - mean[b];
  }
}

/** All frames of a sound. */
export function framesOf({ sampleRate, samples }: Sound): Frames {
  const values = new Float32Array(frameCount(samples.length, sampleRate) * BANDS);
  let at = 0;
  new FrameStream(sampleRate).push(samples, (frame) => {
    values.set(frame, at);
    at += BANDS;
  });
  return { count: at / BANDS, bands: BANDS, values };
}
