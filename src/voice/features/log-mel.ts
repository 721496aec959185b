import FFT from 'fft.js';
import { BANDS, FRAME_RATE } from './frames.js';
import { melBands, melMiddles } from './mel-bands.js';

/** Length of a window, in s. */
export const WINDOW = 0.025;
const HIGHEST = 4000;
/** What is added to a power, which is −110 dB: below it lies rounding to 16 bits. */
const FLOOR = 1e-11;

/** How many frames a sound has. @param length number of samples */
export function frameCount(length: number, sampleRate: number): number {
  return Math.max(0, Math.floor((length / sampleRate - WINDOW) * FRAME_RATE + 1e-6) + 1);
}

/**
 * The power of a sound in bands of mel, in dB, frame by frame: 25 ms in a Hann window, every 10 ms, up to 4 kHz. Frame t begins at t × 10 ms. The
 * power is that of 1 kHz of spectrum, so that 8 and 16 kHz give the same.
 */
export class LogMel {
  /** samples from one frame to the next */
  readonly hop: number;
  /** samples of a frame */
  readonly window: number;
  /** where the bands have their middles, in Hz */
  readonly middles: readonly number[] = melMiddles(BANDS, HIGHEST);
  private readonly shape: Float64Array;
  private readonly fourier: FFT;
  private readonly bands: ReturnType<typeof melBands>;
  private readonly scale: number;
  private readonly input: Float64Array;
  private readonly output: Float64Array;

  /** @param sampleRate in Hz: 8000 or 16000 */
  constructor(sampleRate: number) {
    this.hop = sampleRate / FRAME_RATE;
    this.window = sampleRate * WINDOW;
    const size = 2 ** Math.ceil(Math.log2(this.window));
    this.shape = Float64Array.from(
      { length: this.window },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / this.window),
    );
    this.fourier = new FFT(size);
    this.bands = melBands(BANDS, HIGHEST, sampleRate / size);
    // Both halves of the spectrum, and 1000 Hz.
    this.scale = 2000 / (sampleRate * this.shape.reduce((sum, value) => sum + value * value, 0));
    this.input = new Float64Array(size);
    this.output = new Float64Array(2 * size);
  }

  /** Fills a frame from the samples that begin at a place. */
  fillBands(samples: Float32Array, from: number, frame: Float32Array | Float64Array, at = 0): void {
    const { window, shape, input, output, bands } = this;
    let mean = 0;
    for (let i = 0; i < window; i++) mean += samples[from + i];
    mean /= window;
    for (let i = 0; i < window; i++) input[i] = (samples[from + i] - mean) * shape[i];
    this.fourier.realTransform(output, input);
    for (let b = 0; b < bands.length; b++) {
      const { first, weights } = bands[b];
      let power = 0;
      for (let k = 0, line = 2 * first; k < weights.length; k++, line += 2)
        power += weights[k] * (output[line] * output[line] + output[line + 1] * output[line + 1]);
      frame[at + b] = 10 * Math.log10(this.scale * power + FLOOR);
    }
  }
}
