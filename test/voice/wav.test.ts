import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWav } from '../../src/voice/wav/read-wav.js';
import { resample } from '../../src/voice/wav/resample.js';
import { wavBytes } from '../../src/voice/wav/wav-bytes.js';
import { WaveFile } from '../../src/voice/wav/wave-file.js';

const tone = (frequency: number, sampleRate: number, length: number) =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * frequency * i) / sampleRate));

/** Without the 200 samples at each end, where the filter meets silence. */
function largestDifference(one: Float32Array, other: Float32Array): number {
  let largest = 0;
  for (let i = 200; i < other.length - 200; i++) largest = Math.max(largest, Math.abs(one[i] - other[i]));
  return largest;
}

function made(channels: number, rate: number, depth: string, samples: ArrayLike<number>[]): WaveFile {
  const wav = new WaveFile();
  wav.fromScratch(channels, rate, depth, channels === 1 ? samples[0] : samples);
  return wav;
}

describe('a wav file', () => {
  it('comes back within half a step of 16 bits, clipped at full scale', () => {
    const sample = fc.float({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 50 }),
        fc.constantFrom(8000, 16_000),
        (values, sampleRate) => {
          const { sampleRate: rate, samples } = readWav(
            wavBytes({ sampleRate, samples: Float32Array.from(values) }),
            'a.wav',
          );
          expect(rate).toBe(sampleRate);
          for (const [i, value] of values.entries()) {
            const clipped = Math.max(-1, Math.min(32767 / 32768, value));
            expect(Math.abs(samples[i] - clipped)).toBeLessThanOrEqual(0.5 / 32768 + 1e-9);
          }
        },
      ),
    );
  });

  it.each([
    ['8', [0, 64, 128, 192, 255], 1 / 128],
    ['16', [-32768, -16384, 0, 16384, 32767], 1e-4],
    ['24', [-8388608, -4194304, 0, 4194304, 8388607], 1e-6],
    ['32', [-2147483648, -1073741824, 0, 1073741824, 2147483647], 1e-6],
    ['32f', [-1, -0.5, 0, 0.5, 1], 0],
    ['64', [-1, -0.5, 0, 0.5, 1], 0],
  ])('of depth %s has full scale from −1 to 1', (depth, values, tolerance) => {
    const { samples } = readWav(made(1, 8000, depth, [values]).toBuffer(), 'a.wav');
    for (const [i, expected] of [-1, -0.5, 0, 0.5, 1].entries())
      expect(Math.abs(samples[i] - expected)).toBeLessThanOrEqual(tolerance);
  });

  it('of each depth and byte order is what the package reads', () => {
    const depths = fc.constantFrom('8', '16', '24', '32', '32f', '64');
    const floats = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 30 });
    fc.assert(
      fc.property(depths, fc.constantFrom('RIFF', 'RIFX'), fc.constantFrom(1, 2, 3), floats, (depth, container, channels, values) => {
        const floating = /^(32f|64)$/.test(depth);
        const [full, zero] = floating ? [1, 0] : [2 ** (Number(depth) - 1), depth === '8' ? 128 : 0];
        const whole = floating ? values : values.map((value) => Math.round(value * (full - 1)) + zero);
        const each = Array.from({ length: channels }, (_, c) => whole.filter((__, i) => i % channels === c && i < whole.length - (whole.length % channels)));
        const wav = new WaveFile();
        wav.fromScratch(channels, 8000, depth, channels === 1 ? each[0] : each, { container });
        const read = wav.getSamples(true, Float64Array);
        const expected = Float32Array.from({ length: each[0].length }, (_, i) => {
          const sum = read.subarray(i * channels, (i + 1) * channels).reduce((total, value) => total + value, 0);
          return (sum / channels - zero) / full;
        });
        // From an odd place in memory too.
        const bytes = wav.toBuffer();
        const moved = new Uint8Array(bytes.length + 1);
        moved.set(bytes, 1);
        for (const one of [bytes, moved.subarray(1)]) expect(readWav(one, 'a.wav').samples).toEqual(expected);
      }),
    );
  }); // prettier-ignore

  it('of A-law and µ-law is within their steps', () => {
    const values = [0, 1000, -1000, 30_000, -30_000];
    for (const law of ['toALaw', 'toMuLaw'] as const) {
      const wav = made(1, 8000, '16', [values]);
      wav[law]();
      const { samples } = readWav(wav.toBuffer(), 'a.wav');
      for (const [i, value] of values.entries())
        expect(Math.abs(samples[i] * 32768 - value)).toBeLessThan(10 + Math.abs(value) / 30);
    }
  });

  it('of two channels is their mean', () => {
    const wav = made(2, 16_000, '32f', [
      [0.5, 0.25, -1],
      [0.25, -0.25, 0],
    ]);
    expect([...readWav(wav.toBuffer(), 'a.wav').samples]).toEqual([0.375, 0, -0.5]);
  });

  it.each([11_025, 22_050, 44_100, 48_000])(
    'of %i Hz is resampled to 8 kHz, without what lies above 4 kHz',
    (rate) => {
      const samples = tone(1000, rate, rate);
      const high = tone(4600, rate, rate);
      const wav = made(1, rate, '32f', [samples.map((value, i) => value + high[i])]);
      const sound = readWav(wav.toBuffer(), 'a.wav');
      const expected = tone(1000, 8000, 8000);
      expect(sound.sampleRate).toBe(8000);
      expect(sound.samples).toHaveLength(8000);
      expect(largestDifference(sound.samples, expected)).toBeLessThan(5e-4);
    },
  );

  it('whose length was not known is read to its end', () => {
    const bytes = wavBytes({ sampleRate: 8000, samples: tone(500, 8000, 100) });
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(40, 0xffffffff, true);
    expect(readWav(bytes, 'a.wav').samples).toHaveLength(100);
  });

  it('with a damaged heading is refused with a sentence, or read', () => {
    const base = wavBytes({ sampleRate: 8000, samples: tone(500, 8000, 20) });
    const damage = fc.array(fc.tuple(fc.nat({ max: 47 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(damage, fc.integer({ min: 0, max: 84 }), (changes, length) => {
        const bytes = base.slice();
        for (const [place, value] of changes) bytes[place] = value;
        try {
          expect(readWav(bytes.subarray(0, length), 'a.wav').samples.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect((error as Error).name).toBe('UsageError');
        }
      }),
      { numRuns: 300 },
    );
  });

  /** Its format code stands at byte 20, its number of channels at 22. */
  const changed = (at: number, value: number) => {
    const bytes = wavBytes({ sampleRate: 8000, samples: tone(500, 8000, 100) });
    new DataView(bytes.buffer, bytes.byteOffset).setUint16(at, value, true);
    return bytes;
  };
  const whole = wavBytes({ sampleRate: 8000, samples: tone(500, 8000, 100) });
  it.each([
    [new Uint8Array(0), 'a.wav is empty: expected a wav file'],
    [new TextEncoder().encode('file,set,speaker'), 'a.wav is no wav file: convert it with'],
    [whole.subarray(0, 30), 'a.wav is cut short, or is no sound'],
    [whole.subarray(0, 144), 'announces 200 bytes of sound, and 100 are there'],
    [wavBytes({ sampleRate: 8000, samples: new Float32Array(0) }), 'a.wav holds no sound'],
    [changed(20, 85), 'a.wav has 1 channels of format 85 and depth 16: expected PCM'],
    [changed(20, 17), 'channels of format 17'],
    [changed(22, 0), 'a.wav has 0 channels'],
    [made(1, 4000, '16', [[1]]).toBuffer(), 'a.wav has 4000 samples a second: expected 8000 to 384000'],
    [made(1, 8000, '32f', [[0, NaN]]).toBuffer(), 'a.wav: sample 2 is NaN'],
  ])('is refused with a sentence (%#)', (bytes, sentence) => {
    expect(() => readWav(bytes, 'a.wav')).toThrow(sentence);
  });
});

describe('another sample rate', () => {
  it.each([
    [44_100, 8000],
    [48_000, 8000],
    [11_025, 8000],
    [8000, 16_000],
  ])('does not depend on silence that follows (%i Hz to %i Hz)', (sampleRate, to) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.nat({ max: 300 }), (length, silence) => {
        const samples = tone(440, sampleRate, length);
        const alone = resample({ sampleRate, samples }, to).samples;
        const followed = new Float32Array(length + silence);
        followed.set(samples);
        const longer = resample({ sampleRate, samples: followed }, to).samples;
        expect(alone).toHaveLength(Math.ceil((length * to) / sampleRate));
        expect(alone.every((value, n) => Math.abs(longer[n] - value) < 1e-6)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('and back leaves a sound as it was', () => {
    const sound = { sampleRate: 8000, samples: tone(700, 8000, 4000) };
    const back = resample(resample(sound, 16_000), 8000);
    expect(largestDifference(back.samples, sound.samples)).toBeLessThan(1e-3);
  });
});
