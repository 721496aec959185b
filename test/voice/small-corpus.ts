import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCorpus, type VoiceClip, type VoiceSets } from '../../src/runs/voice/read-corpus.js';
import { clipsText, CLIP_SETS, type Clip } from '../../src/voice/corpus/clips.js';
import { makeClips, type Recording } from '../../src/voice/corpus/make-clips.js';
import type { Sound } from '../../src/voice/wav/sound.js';
import { wavBytes } from '../../src/voice/wav/wav-bytes.js';
import { scratch } from '../scratch.js';

const RATE = 8000;
const PITCH = { ann: 210, bob: 115, cem: 150 };

/** Something like a vowel after a vowel: harmonics of a pitch, louder and softer four times a second. */
function spoken(pitch: number, prompt: number): Sound {
  const samples = Float32Array.from({ length: (0.7 + 0.05 * prompt) * RATE }, (_, i) => {
    const time = i / RATE;
    const loudness = 0.12 * (1 + 0.8 * Math.sin(2 * Math.PI * 4 * time + prompt));
    let sum = 0;
    for (let h = 1; h * pitch < 3400; h++)
      sum += Math.sin(2 * Math.PI * h * pitch * time) / (1 + Math.abs(h * pitch - 500 - 120 * prompt) / 300);
    return loudness * sum;
  });
  return { sampleRate: RATE, samples };
}

const recordings = Object.entries(PITCH).flatMap(([speaker, pitch]) =>
  Array.from({ length: 10 }, (_, prompt): Recording => {
    const sound = spoken(pitch, prompt);
    return { prompt: `prompt ${prompt}`, speaker, heard: speaker !== 'cem', sound: () => sound };
  }),
);

/** The clips of a small corpus of made voices under made noises, the same for the same seconds. */
export function smallClips(seconds: Readonly<Record<Clip['set'], number>>): { clip: Clip; sound: Sound }[] {
  return [...makeClips({ seed: 3, recordings, seconds })];
}

/** Writes clips as a corpus on disk. */
export function writeCorpus(directory: string, clips: readonly { clip: Clip; sound: Sound }[]): void {
  for (const { clip, sound } of clips) {
    const path = join(directory, clip.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wavBytes(sound));
  }
  writeFileSync(join(directory, 'clips.csv'), clipsText(clips.map(({ clip }) => clip)));
}

let made: string | undefined;

/** The folder of a small corpus with all four sets; tests only read it. */
export function smallCorpus(): string {
  if (made !== undefined) return made;
  made = join(scratch(), 'corpus');
  mkdirSync(made);
  writeCorpus(made, smallClips({ train: 30, validation: 10, test: 14, unheard: 6 }));
  return made;
}

let read: VoiceClip[] | undefined;

/** The clips of the small corpus by what they are for. */
export function smallSets(): VoiceSets {
  const clips = (read ??= readCorpus(smallCorpus(), CLIP_SETS));
  const of = (...sets: string[]) => clips.filter(({ set }) => sets.includes(set));
  return { train: of('train'), validation: of('validation'), judged: of('test', 'unheard') };
}
