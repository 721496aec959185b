import { RunError, UsageError } from '../../core/errors.js';
import { FRAME_RATE } from '../features/frames.js';
import { frameCount } from '../features/log-mel.js';
import type { Sound } from '../wav/sound.js';

/** Decides frame by frame: 1 is speech. */
export type WebrtcDetector = (sound: Sound) => Float32Array;

/** From 0 (speech is seldom missed) to 3 (noise is seldom speech). */
export const WEBRTC_MODES = [0, 1, 2, 3] as const;

/**
 * The detector of WebRTC (Gaussian mixtures over six bands; the library libfvad), which hears 10 ms at a time. Its step that holds the middle of a
 * frame decides the frame.
 * @throws RunError where the optional package is not installed
 */
export async function webrtcDetector(mode: number): Promise<WebrtcDetector> {
  if (!WEBRTC_MODES.some((each) => each === mode))
    throw new UsageError(`got the mode ${mode} of the WebRTC detector: expected 0, 1, 2 or 3`);
  const fvad = await library();
  return ({ sampleRate, samples }) => {
    const detector = fvad['_fvad_new']();
    const step = sampleRate / FRAME_RATE;
    const buffer = fvad['_malloc'](2 * step);
    try {
      fvad['_fvad_set_mode'](detector, mode);
      fvad['_fvad_set_sample_rate'](detector, sampleRate);
      const steps = Float32Array.from({ length: Math.floor(samples.length / step) }, (_, s) => {
        for (let i = 0; i < step; i++) fvad.HEAP16[buffer / 2 + i] = sixteenBits(samples[s * step + i]);
        return fvad['_fvad_process'](detector, buffer, step);
      });
      // A frame of 25 ms has its middle in the second of its steps.
      return steps.subarray(1, 1 + frameCount(samples.length, sampleRate));
    } finally {
      fvad['_free'](buffer);
      fvad['_fvad_free'](detector);
    }
  };
}

async function library() {
  try {
    return await (await import('@echogarden/fvad-wasm')).default();
  } catch (error) {
    throw new RunError(
      'the WebRTC detector is an optional package that is not installed; install it with: npm install @echogarden/fvad-wasm',
      { cause: error },
    );
  }
}

function sixteenBits(sample: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(32768 * sample)));
}
