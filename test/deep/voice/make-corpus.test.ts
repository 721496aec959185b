import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseClips } from '../../../src/voice/corpus/clips.js';
import { readWav } from '../../../src/voice/wav/read-wav.js';
import { root } from '../../house.js';
import { describeWith } from '../../rig.js';
import { scratch } from '../../scratch.js';

const SCRIPT = join(root, 'examples/vad/make-corpus.mjs');
const run = (...options: string[]) => spawnSync(process.execPath, [SCRIPT, ...options], { encoding: 'utf8' });
const recordings = existsSync('/usr/share/asterisk/sounds/en_US_f_Allison')
  ? []
  : ['asterisk-core-sounds-en-wav'];
const espeak = spawnSync('espeak-ng', ['--version']).error ? ['espeak-ng'] : [];

describeWith([...recordings, ...espeak], 'the script that makes a corpus', () => {
  const directory = scratch();
  const [first, second, other] = ['first', 'second', 'other'].map((name) => join(directory, name));
  const clipsOf = (folder: string) =>
    parseClips(readFileSync(join(folder, 'clips.csv'), 'utf8'), 'clips.csv');

  it('gives the same bytes for the same seed, and others for another', () => {
    for (const folder of [first, second]) expect(run('--small', '--out', folder).stderr).toBe('');
    expect(run('--small', '--out', other, '--seed', '2').stderr).toBe('');
    for (const file of ['clips.csv', ...clipsOf(first).map((clip) => clip.file)])
      expect(readFileSync(join(first, file)).equals(readFileSync(join(second, file)))).toBe(true);
    expect(readFileSync(join(other, 'clips.csv'))).not.toEqual(readFileSync(join(first, 'clips.csv')));
  }, 180_000);

  it('writes clips of 8 kHz, half of them speech, hardly clipped', () => {
    const clips = clipsOf(first);
    expect(new Set(clips.map(({ set }) => set)).size).toBe(4);
    let [speech, total] = [0, 0];
    for (const clip of clips) {
      const { sampleRate, samples } = readWav(readFileSync(join(first, clip.file)), clip.file);
      expect(sampleRate).toBe(8000);
      const clipped = samples.filter((sample) => Math.abs(sample) > 0.9999).length;
      expect(clipped / samples.length).toBeLessThan(1e-3);
      total += samples.length / sampleRate;
      speech += clip.speech.reduce((sum, { start, end }) => sum + end - start, 0);
      expect(clip.speech.at(-1)!.end).toBeLessThanOrEqual(samples.length / sampleRate + 0.001);
    }
    expect(total).toBeGreaterThan(130);
    expect(Math.abs(speech / total - 0.5)).toBeLessThan(0.05);
  });

  it('refuses a folder that holds a corpus, and wrong options, with a sentence', () => {
    expect(run('--small', '--out', first)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('already holds a corpus'),
    });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('got no folder') });
    const wrong = run('--out', 'x', '--seed', 'y');
    expect(wrong).toMatchObject({ status: 2, stderr: 'got the seed "y": expected a whole number\n' });
    expect(run('--oot', 'x').stderr).toMatch(/^Unknown option '--oot'.*expected/);
  });
});
