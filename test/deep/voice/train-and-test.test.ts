import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JudgedMethod } from '../../../src/runs/voice/test-voice.js';
import { malformation } from '../../report/well-formed.js';
import { filesOf, scratch } from '../../scratch.js';
import { smallCorpus, smallClips, writeCorpus } from '../../voice/small-corpus.js';
import { memloop, type Outcome } from '../../cli/memloop.js';

const directory = scratch();
const vad = (...args: string[]) => memloop(['vad', ...args], { directory });
const SMALL = ['--neurons', '8', '--epochs', '2', '--workers', '1'];

interface Trained {
  seeds: number;
  groups: { pruned: number; errors: { all: number }; events: number; validation: { mean: number } }[];
  directory: string;
  report: string;
}
interface Tested {
  methods: JudgedMethod[];
  devices: { name: string; pulses: number; costs: { steps: number } }[];
  report: string;
}

let corpus: string;
let trained: Outcome;
beforeAll(async () => {
  corpus = smallCorpus();
  trained = await vad('train', corpus, '--seeds', '2', ...SMALL, '--out', 'two', '--json');
}, 60_000);

describe('memloop vad train', () => {
  it('trains, prunes, and writes detectors, tables and a page', () => {
    expect(trained.stderr).toMatch(/^memloop: training 2 networks on 0\.5 min of sound\n(memloop: seed [12]: [\d.]+ % of frames wrong on clips for validation\n){2}$/);
    expect(trained.code).toBe(0);
    const { seeds, groups, report } = JSON.parse(trained.stdout) as Trained;
    expect([seeds, report]).toEqual([2, join('two', 'report.html')]);
    expect(groups.map(({ pruned }) => pruned)).toEqual([0, 0.6, 0.85]);
    for (const { errors, validation } of groups) expect(errors.all).toBeCloseTo(validation.mean, 12);
    const files = filesOf(join(directory, 'two'));
    const detectors = [1, 2].flatMap((seed) => [0, 60, 85].map((share) => join('detectors', `seed-${seed}-pruned-${share}.json`)));
    expect(Object.keys(files).sort()).toEqual(
      [...detectors, 'detector.json', 'epochs.csv', join('figures', 'loss.svg'), 'report.html', 'summary.json'].sort(),
    );
    expect(JSON.parse(files['summary.json'])).toEqual({ seeds, groups });
    expect(malformation(files[join('figures', 'loss.svg')])).toBe('');
    expect(files['report.html']).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says the same again, in words, and of one seed that is not pruned', async () => {
    const { code, stdout } = await vad('train', corpus, '--prune', '0', ...SMALL, '--out', 'dense');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The detector errs in [\d.]+ % of the frames for validation/);
    expect(stdout).toContain('Report:  dense/report.html');
    const dense = readFileSync(join(directory, 'dense', 'detector.json'), 'utf8');
    expect(dense).toBe(readFileSync(join(directory, 'two', 'detectors', 'seed-1-pruned-0.json'), 'utf8'));
    expect(readdirSync(join(directory, 'dense', 'detectors'))).toEqual(['seed-1-pruned-0.json']);
  });

  it('prunes whole rows and columns where it is told to', async () => {
    const { code, stdout } = await vad('train', corpus, '--lines', ...SMALL, '--out', 'lines', '--json');
    expect(code).toBe(0);
    const { groups } = JSON.parse(stdout) as Trained;
    expect(groups.length).toBe(3);
    const weightsOf = (file: string) => (JSON.parse(readFileSync(join(directory, 'lines', file), 'utf8')) as { weights: number[][][] }).weights;
    const [layer] = weightsOf('detector.json');
    const columns = layer[0].map((_, c) => layer.map((row) => row[c]));
    const empty = [...layer, ...columns].filter((line) => line.every((weight) => weight === 0)).length;
    expect(empty).toBeGreaterThan(20);
    // What is left is whole: weights of zero are in lines that are zero.
    const kept = columns.map((column) => column.some((weight) => weight !== 0));
    for (const row of layer.slice(0, -8).filter((each) => each.some((weight) => weight !== 0)))
      expect(row.every((weight, c) => weight !== 0 || !kept[c])).toBe(true);
  });

  it('overwrites nothing, and trains on no folder that is no corpus', async () => {
    const before = filesOf(join(directory, 'two'));
    for (const args of [['train', corpus, ...SMALL], ['test', 'two', corpus]]) {
      const { code, stdout, stderr } = await vad(...args, '--out', 'two');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toBe('memloop: two already holds report.html; choose another directory with --out\n');
    }
    expect(filesOf(join(directory, 'two'))).toEqual(before);
    const { code, stderr } = await vad('train', 'nowhere', '--out', 'none');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^memloop: nowhere\/clips\.csv cannot be read \(ENOENT\): expected the folder of a corpus[^\n]*\n$/);
    expect(readdirSync(directory)).not.toContain('none');
  });
}); // prettier-ignore

const DEVICES = `conditions:
  - { name: spread, bank: ideal, signed: one-sided, spread: 0.03 }
  - { name: learned, bank: cycles, noise: read, learn: { epochs: 1, rate: 0.005 } }
`;

describe('memloop vad test', () => {
  it('judges all seeds of a training beside other detectors and on devices', async () => {
    writeFileSync(join(directory, 'devices.yaml'), DEVICES);
    const few = join(directory, 'few');
    writeCorpus(few, smallClips({ train: 4, validation: 4, test: 5, unheard: 3 }));
    const { code, stdout, stderr } = await vad('test', 'two', few, '--on', 'devices.yaml', '--workers', '1', '--out', 'tested', '--json');
    expect(stderr).toMatch(/^(memloop: \d of 4 detectors on devices heard: (spread|learned)\n){4}$/);
    expect(code).toBe(0);
    const { methods, devices } = JSON.parse(stdout) as Tested;
    const names = methods.map(({ name }) => name);
    expect(names.slice(0, 3).map((name) => name.replace(/^\d+ /, ''))).toEqual(['% pruned', '% pruned', 'all weights']);
    expect(names.slice(3, 6)).toEqual(['logistic regression, 11 frames', expect.stringMatching(/^WebRTC, mode [0-3]$/) as string, 'energy above its minimum']);
    expect(names.slice(6)).toEqual(['spread', 'learned'].map((name) => `${name} (${names[0]})`));
    expect(methods.map(({ seeds }) => seeds.length)).toEqual([2, 2, 2, 1, 1, 1, 2, 2]);
    for (const { seeds, errors, unheard, all } of methods) {
      expect(errors.all).toBeCloseTo(seeds.reduce((sum, one) => sum + one) / seeds.length, 12);
      expect(all.low <= all.value && all.value <= all.high).toBe(true);
      expect(unheard!.errors.all).toBeGreaterThanOrEqual(0);
    }
    expect(devices.map(({ name }) => name)).toEqual(names.slice(6));
    const files = filesOf(join(directory, 'tested'));
    expect(Object.keys(files)).toEqual([join('figures', 'errors.svg'), 'report.html', 'summary.json']);
    expect(malformation(files[join('figures', 'errors.svg')])).toBe('');
    expect(files['report.html']).not.toMatch(/NaN|undefined|Infinity/);
    expect(files['report.html']).toContain('What a frame costs');
    expect(files['report.html']).toMatch(/Detectors of two \(the first: \d+ clips of ann, bob in corpus, seed 1\), on the clips of /);
    // In words, a detector alone has the same errors as beside its other seed.
    const words = await vad('test', join('two', 'detectors', 'seed-2-pruned-85.json'), few, '--out', 'words');
    expect(words.stdout).toContain(`errs in ${(100 * methods[0].seeds[1]).toFixed(1)} % of frames`);
  });

  it('is refused in one sentence for devices and detectors that are none', async () => {
    writeFileSync(join(directory, 'wrong.yaml'), 'conditions:\n  - { bank: ideal, spred: 0.1 }\n');
    writeFileSync(join(directory, 'wrong.json'), '{}');
    const faults: [string[], RegExp][] = [
      [['two', corpus, '--on', 'wrong.yaml'], /^memloop: wrong\.yaml:2:\d+: conditions\.0\.spred: got an unknown setting[^\n]*did you mean spread\?\n$/],
      [['two', corpus, '--on', 'nowhere.yaml'], /^memloop: [^\n]*nowhere\.yaml[^\n]*\n$/],
      [['wrong.json', corpus], /^memloop: wrong\.json: got a file that is no detector[^\n]*\n$/],
      [['nowhere', corpus], /^memloop: nowhere is not there: expected a detector\.json[^\n]*\n$/],
      [['words', corpus], /^memloop: words holds no detectors: expected the directory of memloop vad train[^\n]*\n$/],
      [['two', 'two'], /^memloop: two\/clips\.csv cannot be read \(ENOENT\)[^\n]*\n$/],
    ];
    for (const [args, sentence] of faults) {
      const { code, stdout, stderr } = await vad('test', ...args, '--out', 'refused');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(sentence);
    }
    expect(readdirSync(directory)).not.toContain('refused');
  });
}); // prettier-ignore

describe('memloop vad run', () => {
  it('hears with what was trained', async () => {
    const file = join(corpus, 'test', '0001.wav');
    const { code, stdout } = await vad('run', file, '--detector', join('two', 'detector.json'), '--out', 'heard', '--json');
    expect(code).toBe(0);
    const { files, detector } = JSON.parse(stdout) as { files: { file: string }[]; detector: { source: string } };
    expect(files.map((one) => one.file)).toEqual([file]);
    expect(detector.source).toMatch(/^\d+ clips of ann, bob in corpus, seed [12]$/);
  });
}); // prettier-ignore
