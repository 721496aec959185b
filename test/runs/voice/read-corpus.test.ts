import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.js';
import { readCorpus } from '../../../src/runs/voice/read-corpus.js';
import { frameCount } from '../../../src/voice/features/log-mel.js';
import { wavBytes } from '../../../src/voice/wav/wav-bytes.js';
import { scratch } from '../../scratch.js';
import { smallCorpus } from '../../voice/small-corpus.js';

/** A copy of the small corpus, with something changed in it. */
function changed(change: (directory: string) => void): string {
  const directory = join(scratch(), 'mine');
  cpSync(smallCorpus(), directory, { recursive: true });
  change(directory);
  return directory;
}

/** Changes the rows of clips.csv. */
function rows(directory: string, change: (row: string) => string | undefined): void {
  const path = join(directory, 'clips.csv');
  const [head, ...others] = readFileSync(path, 'utf8').trim().split('\n');
  writeFileSync(path, `${[head, ...others.map(change).filter((row) => row !== undefined)].join('\n')}\n`);
}

/** The row of a clip without its speech, or with speech from the first to the last sample. */
const speechOf = (row: string, speech: string) => `${row.split(',').slice(0, 5).join()},${speech}`;

/** Seconds of the sound of a row: 16 bits a sample, 8000 a second. */
const lengthOf = (directory: string, row: string) =>
  (statSync(join(directory, row.split(',')[0])).size - 44) / 16_000;

describe('a corpus', () => {
  it('has frames and labels of each clip of the sets that are asked for', () => {
    const clips = readCorpus(smallCorpus(), ['validation', 'test']);
    expect(new Set(clips.map(({ set }) => set))).toEqual(new Set(['validation', 'test']));
    for (const { frames, labels, sound, speech } of clips) {
      const { samples, sampleRate } = sound();
      expect(sampleRate).toBe(8000);
      expect(frames.count).toBe(frameCount(samples.length, sampleRate));
      expect(labels.length).toBe(frames.count);
      const spoken = labels.reduce((sum, label) => sum + label, 0) / 100;
      const written = speech.reduce((sum, { start, end }) => sum + end - start, 0);
      expect(Math.abs(spoken - written)).toBeLessThanOrEqual(0.01 * speech.length);
    }
  });

  const wav = (directory: string) => join(directory, 'train', '0001.wav');
  const faults: [string, (directory: string) => void, RegExp][] = [
    ['clips.csv missing', (at) => rmSync(join(at, 'clips.csv')), /clips\.csv cannot be read \(ENOENT\): expected the folder of a corpus/],
    ['a wav file missing', (at) => rmSync(wav(at)), /0001\.wav cannot be read \(ENOENT\): expected the path of a wav file/],
    ['a folder for a wav file', (at) => { rmSync(wav(at)); mkdirSync(wav(at)); }, /0001\.wav cannot be read \(EISDIR\)/],
    ['text for a wav file', (at) => writeFileSync(wav(at), 'hello'), /0001\.wav/],
    ['a set missing', (at) => rows(at, (row) => (row.includes(',train,') ? undefined : row)), /no clip of the set "train": expected one or more/],
    ['too short a wav file', (at) => writeFileSync(wav(at), wavBytes({ sampleRate: 8000, samples: new Float32Array(199) })), /0001\.wav is shorter than a frame: expected 25 ms/],
    ['a set without speech', (at) => rows(at, (row) => (row.includes(',train,') ? speechOf(row, '') : row)), /the set "train" has no speech: expected both/],
    ['a set without pauses', (at) => rows(at, (row) => (row.includes(',train,') ? speechOf(row, `0-${lengthOf(at, row)}`) : row)), /the set "train" has no pauses: expected both/],
    ['times in milliseconds', (at) => rows(at, (row) => (row.includes(',train,') ? speechOf(row, '310-1200') : row)), /got speech to 1200 s in train\/\d+\.wav, which ends after [\d.]+ s: expected times in seconds/],
    ['a clip in two sets', (at) => rows(at, (row) => (row.startsWith('train/0001') ? `${row}\n${row.replace(',train,', ',test,')}` : row)), /got train\/0001\.wav twice, in the sets train and test/],
    ['an unheard speaker who is heard', (at) => rows(at, (row) => row.replace(/,test,/, ',unheard,')), /got the speaker ".+" in the set "unheard" and in another/],
  ]; // prettier-ignore

  it.each(faults)('is refused in one sentence with %s', (_, change, sentence) => {
    const directory = changed(change);
    const refusal = () => readCorpus(directory, ['train', 'validation']);
    expect(refusal).toThrow(UsageError);
    expect(refusal).toThrow(sentence);
    expect(refusal).toThrow(/^[^\n]*$/);
  });

  it('may lack a set that need not be there', () => {
    const directory = changed((at) => rows(at, (row) => (row.includes(',unheard,') ? undefined : row)));
    expect(readCorpus(directory, ['validation'], ['unheard']).every(({ set }) => set === 'validation')).toBe(true);
  });
}); // prettier-ignore
