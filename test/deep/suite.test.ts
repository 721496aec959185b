import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suiteOf } from '../../src/analysis/suite/suites.js';
import { sha256 } from '../../src/runs/manifest.js';
import type { SuiteFile } from '../../src/runs/suite-file.js';
import { scratch } from '../scratch.js';
import { memloop } from '../cli/memloop.js';

const few = ['--suite', 'rehearsal', '--schemes', 'dead-zone,ideal,open-loop'];

describe('memloop compare --suite and memloop verify', () => {
  const directory = scratch();
  const path = join(directory, 'run', 'suite-rehearsal.json');
  const read = () => JSON.parse(readFileSync(path, 'utf8')) as SuiteFile;

  it('write one file with everything that is needed to check it', async () => {
    const out = join(directory, 'run');
    const { code, stdout } = await memloop(['compare', ...few, '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Suite rehearsal\n\nt-maze, final steps; fewest steps:\n {2}read noise: /);
    expect(stdout.split('\n').every((line) => line.length <= 80 || line.startsWith('Result:') || line.startsWith('Check:'))).toBe(true); // prettier-ignore
    const { parts, suite } = read();
    expect(parts.map(({ name }) => name)).toEqual(suiteOf(suite).parts.map(({ name }) => name));
    for (const { entries, trials } of parts) {
      for (const { scores, prints, tuned, scheme, noise } of entries) {
        expect(prints).toHaveLength(scores.length);
        const own = trials.filter((trial) => trial.scheme === scheme && trial.noise === noise);
        expect(own.reduce((sum, trial) => sum + trial.scores.length, 0)).toBe(tuned.trials);
      }
    }
    expect(readFileSync(join(out, 'suite-rehearsal.md'), 'utf8')).toContain('| dead-zone |');
    const again = await memloop(['compare', ...few, '--out', out, '--json']);
    expect(sha256(again.stdout)).toBe(sha256(readFileSync(path, 'utf8')));
  });

  it('agree to the bit with what is computed again', async () => {
    const { code, stdout } = await memloop(['verify', path, '--share', '0.3', '--draw', '1']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^(\d+) of \1 runs agree to the bit, of \d+ in .* \(--draw 1\)\n$/);
  });

  it.each<[string, (file: SuiteFile) => void, RegExp]>([
    ['scores', ({ parts }) => void (parts[0].entries[1].scores[0] += 0.5), /its means, intervals and differences are not those of its runs/],
    ['intervals', ({ parts }) => void (parts[0].entries[1].steps.interval = [1, 2]), /its means, intervals and differences are not/],
    ['differences', ({ parts }) => void (parts[0].entries.find(({ difference }) => difference)!.difference!.corrected = 1e-9), /its means, intervals and differences are not/],
    ['twins', ({ parts }) => void parts[0].entries[1].same.push('sign'), /its means, intervals and differences are not/],
    ['settings', ({ parts }) => void (parts[0].entries[1].tuned.settings['learningRate'] = 0.5), /its trials choose \{.*\}, and not \{"learningRate":0\.5/],
    ['effort', ({ parts }) => void (parts[0].entries[1].tuned.trials = 1), /its trials choose/],
    ['fingerprints', ({ parts }) => parts.forEach(({ entries }) => entries.forEach(({ prints }) => prints.fill('0'))), /runs differ \(--draw 1\): .*its steps agree, its costs or weights do not/],
    ['costs', ({ parts }) => parts.forEach(({ entries }) => entries.forEach(({ costs }) => costs['pulses']!.fill(1))), /runs differ/],
    ['no fingerprints', ({ parts }) => parts.forEach(({ entries }) => entries.forEach((entry) => (entry.prints = []))), /expected scores, fingerprints and costs of 3 seeds/],
    ['fewer seeds', ({ parts }) => parts[0].entries.forEach((entry) => entry.scores.pop()), /expected scores, fingerprints and costs of 3 seeds/],
    ['trials', ({ parts }) => void parts[1].trials.pop(), /the record of its search lacks trials/],
    ['parts', ({ parts }) => void parts.pop(), /parts: expected t-maze, final steps; t-maze, 500 pulses; water-maze, final steps/],
  ])('find changed %s', async (what, change, sentence) => {
    const file = read();
    change(file);
    const changed = join(directory, `${what}.json`);
    writeFileSync(changed, JSON.stringify(file));
    const { code, stderr } = await memloop(['verify', changed, '--share', '0.5', '--draw', '1']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
  }); // prettier-ignore

  it('keeps a part only for the same schemes', async () => {
    const out = join(directory, 'run');
    const other = await memloop(['compare', '--suite', 'rehearsal', '--schemes', 'sign', '--out', out]);
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringContaining('holds a part of this suite with other schemes'),
    ]);
  });

  it('refuse what is fixed, and results of other versions', async () => {
    const out = join(directory, 'other');
    const seeds = await memloop(['compare', '--suite', 'rehearsal', '--seeds', '5', '--out', out]);
    expect([seeds.code, seeds.stderr]).toEqual([
      2,
      expect.stringContaining('--suite: got --seeds beside it'),
    ]);
    const task = await memloop(['compare', 't-maze', '--suite', 'rehearsal', '--out', out]);
    expect([task.code, task.stderr]).toEqual([2, expect.stringContaining('--suite: got t-maze beside it')]);
    expect(existsSync(out)).toBe(false);
    const foreign = join(directory, 'foreign.json');
    writeFileSync(foreign, JSON.stringify({ ...read(), memloop: '0.0.1' }));
    const other = await memloop(['verify', foreign]);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('got a result of memloop 0.0.1')]);
  });
});
