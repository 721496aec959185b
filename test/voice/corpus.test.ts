import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { clipsText, parseClips, type Clip } from '../../src/voice/corpus/clips.js';
import { composeClip } from '../../src/voice/corpus/compose-clip.js';
import { frameLabels } from '../../src/voice/corpus/interval.js';
import { makeClips, type Recording } from '../../src/voice/corpus/make-clips.js';
import { noises } from '../../src/voice/corpus/noises.js';
import { speechIntervals } from '../../src/voice/corpus/speech-intervals.js';
import type { Sound } from '../../src/voice/wav/sound.js';

const RATE = 8000;

/** A buzz between two times, in silence. */
function buzz(length: number, start: number, end: number, pitch = 120): Sound {
  const samples = Float32Array.from({ length: length * RATE }, (_, i) => {
    const time = i / RATE;
    return time >= start && time < end ? 0.2 * Math.sign(Math.sin(2 * Math.PI * pitch * time)) : 0;
  });
  return { sampleRate: RATE, samples };
}

/** Bytes of samples, which compare fast. */
const bytesOf = (samples: Float32Array | Float64Array) =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
const power = (samples: ArrayLike<number>) =>
  Array.from(samples).reduce((sum, x) => sum + x * x, 0) / samples.length;

describe('clips.csv', () => {
  const clip: Clip = {
    file: 'a.wav',
    set: 'train',
    speaker: 'x',
    noise: 'car',
    snr: -5,
    speech: [
      { start: 0.31, end: 1.2 },
      { start: 1.45, end: 2 },
    ],
  };
  it('comes back as it was written', () => {
    const { snr: _, ...unknown } = clip;
    const clips = [clip, { ...unknown, file: 'b.wav', set: 'unheard' as const, speech: [] }];
    expect(parseClips(clipsText(clips), 'clips.csv')).toEqual(clips);
  });

  const heading = 'file,set,speaker,noise,snr,speech';
  it.each([
    ['a,b', 'clips.csv: got the heading "a,b": expected "file,set,speaker,noise,snr,speech"'],
    [heading, 'clips.csv names no recording'],
    [`${heading}\na.wav,train,x`, 'clips.csv, line 2: got 3 cells: expected 6'],
    [`${heading}\n,train,x,car,5,`, 'line 2: got no file'],
    [
      `${heading}\na.wav,tain,x,car,5,`,
      'got the set "tain": expected one of train, validation, test, unheard; did you mean train?',
    ],
    [`${heading}\na.wav,train,x,car,loud,`, 'got the ratio "loud": expected a number of dB'],
    [
      `${heading}\na.wav,train,x,car,5,1.2-0.3`,
      'got the speech "1.2-0.3": expected start and end in seconds',
    ],
    [
      `${heading}\na.wav,train,x,car,5,0.3-1.2 1.1-2`,
      'got speech from 1.1 s after speech to 1.2 s: expected rising times',
    ],
  ])('is refused with a sentence (%#)', (text, sentence) => {
    expect(() => parseClips(text, 'clips.csv')).toThrow(sentence);
  });
});

describe('labels', () => {
  it('are speech where an interval holds the middle of a frame', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), (from, length) => {
        const [start, end] = [from / 100, (from + length) / 100];
        const labels = frameLabels([{ start, end }], 400);
        const expected = labels.map((_, t) => Number(t / 100 + 0.0125 >= start && t / 100 + 0.0125 < end));
        expect(labels).toEqual(expected);
      }),
    );
  });

  it('of a clean sound follow its energy, with 60 ms after it', () => {
    const [interval, ...more] = speechIntervals(buzz(2, 0.5, 1.2));
    expect(more).toEqual([]);
    expect(interval.start).toBeCloseTo(0.5, 6);
    expect(interval.end).toBeCloseTo(1.26, 6);
  });

  it('of silence are none', () => expect(speechIntervals(buzz(1, 2, 3))).toEqual([]));
});

describe.each(Object.keys(noises))('noise: %s', (name) => {
  const made = (key: string) =>
    noises[name]({
      random: new RandomStream(key),
      sampleRate: RATE,
      length: 4 * RATE,
      voices: [buzz(1, 0, 0.7)],
    });

  it('is finite, seeded, and not the same for another seed', () => {
    const noise = made('a');
    expect(noise.every(Number.isFinite)).toBe(true);
    expect(power(noise)).toBeGreaterThan(0);
    expect(bytesOf(made('a')).equals(bytesOf(noise))).toBe(true);
    expect(bytesOf(made('b')).equals(bytesOf(noise))).toBe(false);
  });
});

it('pink noise has the same power in each octave, within 2 dB', () => {
  const noise = noises['pink']({
    random: new RandomStream('p'),
    sampleRate: RATE,
    length: 30 * RATE,
    voices: [],
  });
  // A difference of means over neighbouring blocks (Allan) sees one octave.
  const powers = [8, 16, 32, 64].map((block) => {
    const means = Array.from({ length: Math.floor(noise.length / block) }, (_, b) =>
      noise.subarray(b * block, (b + 1) * block).reduce((sum, x) => sum + x / block, 0),
    );
    return power(means.slice(1).map((mean, i) => mean - means[i]));
  });
  for (const each of powers) expect(Math.abs(10 * Math.log10(each / powers[0]))).toBeLessThan(2);
});

describe('a clip', () => {
  it.each([15, 0, -10])('has its ratio of %i dB where there is speech', (snr) => {
    const parts = { prompts: [buzz(1, 0.2, 0.9), buzz(2, 0.1, 1.5, 170)], voices: [], noise: 'white' };
    const clip = composeClip({ ...parts, random: new RandomStream('c'), snr });
    // The same draws make the same layout and noise, and with no noise to speak of, speech alone.
    const clean = composeClip({ ...parts, random: new RandomStream('c'), snr: 150 });
    expect(clip.speech).toEqual(clean.speech);
    const part = ({ samples }: Sound) =>
      clip.speech.flatMap(({ start, end }) => [
        ...samples.subarray(Math.round(start * RATE), Math.round(end * RATE)),
      ]);
    const [noisy, speech] = [part(clip.sound), part(clean.sound)];
    const gain =
      noisy.reduce((sum, x, i) => sum + x * speech[i], 0) / speech.reduce((sum, x) => sum + x * x, 0);
    const rest = noisy.map((x, i) => x - gain * speech[i]);
    expect(10 * Math.log10((gain * gain * power(speech)) / power(rest))).toBeCloseTo(snr, 0);
  });

  it('is speech for about half of its time', () => {
    const { sound, speech } = composeClip({
      random: new RandomStream('h'),
      prompts: [buzz(2, 0.5, 1.9)],
      voices: [],
      noise: 'pink',
      snr: 5,
    });
    const share =
      speech.reduce((sum, { start, end }) => sum + end - start, 0) / (sound.samples.length / RATE);
    expect(share).toBeGreaterThan(0.44);
    expect(share).toBeLessThan(0.56);
  });
});

describe('a corpus', () => {
  const recordings: Recording[] = ['a', 'b', 'c'].flatMap((speaker, s) =>
    Array.from({ length: 30 }, (_, p) => ({
      prompt: `prompt ${p}`,
      speaker,
      heard: speaker !== 'c',
      sound: () => buzz(1, 0.1, 0.6 + p / 100, 100 + 20 * s + p),
    })),
  );
  const seconds = { train: 20, validation: 10, test: 10, unheard: 10 };
  const made = (seed: number) => [...makeClips({ seed, recordings, seconds })];
  const clips = made(1);

  it('is the same for the same seed, and another for another', () => {
    const again = made(1);
    expect(again.map(({ clip }) => clip)).toEqual(clips.map(({ clip }) => clip));
    for (const [i, { sound }] of again.entries())
      expect(bytesOf(sound.samples).equals(bytesOf(clips[i].sound.samples))).toBe(true);
    expect(made(2).map(({ clip }) => clip)).not.toEqual(clips.map(({ clip }) => clip));
  });

  it('holds as much of each set as is wanted, and speakers never heard apart', () => {
    for (const [set, wanted] of Object.entries(seconds)) {
      const own = clips.filter(({ clip }) => clip.set === set);
      const length = own.reduce((sum, { sound }) => sum + sound.samples.length / RATE, 0);
      expect(length).toBeGreaterThanOrEqual(wanted);
      expect(new Set(own.map(({ clip }) => clip.speaker))).toEqual(
        new Set(set === 'unheard' ? ['c'] : ['a', 'b']),
      );
    }
  });

  it('has no prompt in two sets', () => {
    const used = new Map<string, Set<string>>();
    let set = 'train';
    const watched = recordings.map((recording) => ({
      ...recording,
      sound: () => {
        used.set(recording.prompt, (used.get(recording.prompt) ?? new Set()).add(set));
        return recording.sound();
      },
    }));
    const heard = watched.filter((recording) => recording.heard);
    for (const each of ['train', 'validation', 'test'] as const) {
      set = each;
      const one = { train: 0, validation: 0, test: 0, unheard: 0, [each]: 20 };
      const reading = makeClips({ seed: 1, recordings: heard, seconds: one });
      while (!reading.next().done);
    }
    expect(used.size).toBe(30);
    for (const sets of used.values()) expect(sets.size).toBe(1);
  });

  it('needs recordings for each set', () => {
    const plan = { seed: 1, recordings: recordings.filter(({ heard }) => heard), seconds };
    const only = { ...plan, seconds: { train: 0, validation: 0, test: 0, unheard: 10 } };
    expect(() => [...makeClips(only)]).toThrow('the set "unheard" has no recording');
  });
});
