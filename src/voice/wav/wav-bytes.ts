import { WaveFile } from './wave-file.js';
import type { Sound } from './sound.js';

/** The bytes of a wav file of 16 bits; samples beyond full scale are clipped. */
export function wavBytes({ sampleRate, samples }: Sound): Uint8Array {
  const whole = new Int16Array(samples.length);
  for (let i = 0; i < whole.length; i++)
    whole[i] = Math.max(-32768, Math.min(32767, Math.round(samples[i] * 32768)));
  const wav = new WaveFile();
  wav.fromScratch(1, sampleRate, '16', whole);
  return wav.toBuffer();
}
