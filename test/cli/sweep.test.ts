import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/runs/manifest.js';
import type { Summary } from '../../src/runs/summary.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

const SWEEP =
  'environment: t-maze\nconditions:\n  - bank: cycles\nsweep:\n  learningRate: [0.1, 0.2, 0.4]\n  noise: [write, read, pulse]\n';

function file(text = SWEEP): string {
  const path = join(scratch(), 'sweep.yaml');
  writeFileSync(path, text);
  return path;
}

describe('memloop sweep', () => {
  it('runs every combination and records the swept settings in its directory', async () => {
    const out = join(scratch(), 'run');
    const sizes = ['--seeds', '3', '--episodes', '5', '--out', out];
    const { code, stdout } = await memloop(['sweep', file(), ...sizes, '--json']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const summary = JSON.parse(stdout) as Summary;
    expect(summary).toMatchObject({ seeds: 3, episodes: 5 });
    expect(summary.conditions).toHaveLength(9);
    expect(summary.conditions[5]).toMatchObject({
      name: 'learningRate 0.2 / noise pulse',
      settings: { bank: 'cycles', learningRate: 0.2, noise: 'pulse' },
    });
    const { sweep } = JSON.parse(readFileSync(join(out, 'experiment.json'), 'utf8')) as Manifest;
    expect(sweep!.settings).toEqual({ learningRate: [0.1, 0.2, 0.4], noise: ['write', 'read', 'pulse'] });
    const before = filesOf(out);
    expect(Object.keys(before)).toContain(join('figures', 'sweep.svg'));
    expect((await memloop(['report', out])).code).toBe(0);
    expect(filesOf(out)).toEqual(before);
  });

  it('continues after SIGKILL to the bytes of an uninterrupted run', async () => {
    const [whole, broken] = [join(scratch(), 'run'), join(scratch(), 'run')];
    const args = (out: string) => ['sweep', file(), '--seeds', '30', '--episodes', '60', '--out', out];
    await memloop(args(whole));
    const seeds = join(broken, 'seeds.csv');
    const when = () => existsSync(seeds) && statSync(seeds).size > 20_000;
    expect((await spawned(args(broken), { kill: { signal: 'SIGKILL', when } })).code).toBeNull();
    expect((await memloop(['resume', broken])).code).toBe(0);
    expect(filesOf(broken)).toEqual(filesOf(whole));
  });

  it.each([
    ['sweep', 'environment: t-maze\n', 'memloop run'],
    ['sweep', 'environment: t-maze\nsweep:\n  noise: [write]\n', '(combination "ideal: noise write")'],
    ['run', SWEEP, 'memloop sweep'],
  ])('%s refuses %j in one sentence, with code 2', async (command, text, part) => {
    const out = join(scratch(), 'run');
    const { code, stdout, stderr } = await memloop([command, file(text), '--out', out]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/sweep\.yaml:\d+:\d+: /);
    expect(stderr).toContain(part);
    expect([code, stdout, existsSync(out)]).toEqual([2, '', false]);
  });

  it('--help has an example', async () => {
    const { code, stdout } = await memloop(['sweep', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:\n  memloop sweep examples/sweep.yaml --out results');
  });
});
