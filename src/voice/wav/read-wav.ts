import { UsageError } from '../../core/errors.js';
import { shellWord } from '../../core/shell-word.js';
import { meanOfChannels } from './mean-of-channels.js';
import { resample } from './resample.js';
import type { Sound } from './sound.js';
import { WaveFile } from './wave-file.js';

/** What is needed of a file's format. */
interface Format {
  readonly audioFormat: number;
  /** the code itself in its first number, where the format is one of many */
  readonly subformat: readonly number[];
  readonly numChannels: number;
  readonly sampleRate: number;
}

/** Rates that features are made of; sound of a higher rate becomes sound of the first. */
const RATES = [8000, 16_000];
const HIGHEST = 384_000;
/** Length of data that a program writes which does not know it yet. */
const UNKNOWN_LENGTH = 0x7fff_0000;

/**
 * The sound in a wav file: PCM of 8 to 32 bits, floating point, A-law or µ-law. Channels are averaged. Sound of another rate than
 * 8 or 16 kHz is resampled to 8 kHz.
 * @param name of the file, for errors
 * @throws UsageError for bytes that are no such file, a file that is cut short, and a rate below 8 kHz
 */
export function readWav(bytes: Uint8Array, name: string): Sound {
  if (bytes.length === 0) throw new UsageError(`${name} is empty: expected a wav file`);
  const wav = parsed(bytes, name);
  const { numChannels, sampleRate } = wav.fmt as Format;
  refuseFormat(wav, name);
  refuseRate(sampleRate, name);
  refuseLength(wav, name);
  DECODERS[wav.bitDepth]?.(wav);
  const sound = { sampleRate, samples: meanOfChannels(wav, numChannels) };
  if (sound.samples.length === 0) throw new UsageError(`${name} holds no sound: expected samples`);
  refuseNonFinite(sound.samples, name);
  return RATES.includes(sampleRate) ? sound : resample(sound, RATES[0]);
}

/** Bytes whose slices are views: the package takes its samples as a slice, and a long sound need not be copied. */
class SharedBytes extends Uint8Array {
  override slice(start?: number, end?: number) {
    return this.subarray(start, end);
  }
}

function parsed(bytes: Uint8Array, name: string): WaveFile {
  try {
    // A Buffer is no plain array of bytes for the package.
    return new WaveFile(new SharedBytes(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length));
  } catch (error) {
    const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 4));
    if (/^(RIFF|RIFX|RF64)$/.test(beginning))
      throw new UsageError(
        `${name} is cut short, or is no sound (${(error as Error).message}): expected a whole wav file`,
        { cause: error },
      );
    throw new UsageError(
      `${name} is no wav file: convert it with "sox ${shellWord(name)} -r 16000 -c 1 out.wav"`,
      {
        cause: error,
      },
    );
  }
}

function refuseRate(rate: number, name: string): void {
  if (Number.isInteger(rate) && rate >= RATES[0] && rate <= HIGHEST) return;
  throw new UsageError(
    `${name} has ${rate} samples a second: expected 8000 to ${HIGHEST}; record it again, as lower rates lack the upper half of speech`,
  );
}

function refuseLength(wav: WaveFile, name: string): void {
  const { chunkSize, samples } = wav.data as { chunkSize: number; samples: Uint8Array };
  if (samples.length >= chunkSize || chunkSize >= UNKNOWN_LENGTH) return;
  throw new UsageError(
    `${name} is cut short: its heading announces ${chunkSize} bytes of sound, and ${samples.length} are there; copy it again, or mend it with "sox ${shellWord(name)} out.wav"`,
  );
}

/** Codes of formats with the depths of their samples, as the package names them: PCM, floating point, A-law and µ-law. */
const DEPTHS: Readonly<Record<number, RegExp>> = {
  1: /^(8|16|24|32)$/,
  3: /^(32f|64)$/,
  6: /^8a$/,
  7: /^8m$/,
};
/** Format that names another one in its subformat. */
const EXTENSIBLE = 0xfffe;

const DECODERS: Readonly<Record<string, (wav: WaveFile) => void>> = {
  '8a': (wav) => wav.fromALaw(),
  '8m': (wav) => wav.fromMuLaw(),
};

function refuseFormat({ fmt, bitDepth }: WaveFile, name: string): void {
  const { audioFormat, subformat, numChannels } = fmt as Format;
  const code = audioFormat === EXTENSIBLE ? subformat[0] : audioFormat;
  if (numChannels >= 1 && DEPTHS[code]?.test(bitDepth)) return;
  throw new UsageError(
    `${name} has ${numChannels} channels of format ${code} and depth ${bitDepth}: expected PCM of 8, 16, 24 or 32 bits, floating point, A-law or µ-law; convert it with "sox ${shellWord(name)} -b 16 out.wav"`,
  );
}

function refuseNonFinite(samples: Float32Array, name: string): void {
  let odd = 0;
  while (odd < samples.length && Number.isFinite(samples[odd])) odd++;
  if (odd === samples.length) return;
  throw new UsageError(`${name}: sample ${odd + 1} is ${samples[odd]}: expected finite numbers`);
}
