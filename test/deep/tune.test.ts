import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { Comparison } from '../../src/analysis/compare/comparison.js';
import type { Manifest } from '../../src/runs/manifest.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from '../cli/memloop.js';
import { spawned } from '../cli/spawned.js';

const json = <T>(...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as T;
const small = ['--schemes', 'dead-zone,ideal', '--noise', 'read', '--seeds', '8', '--episodes', '60'];

describe('memloop compare --tune', () => {
  it('tells the time first, tunes on other seeds, and shows tuned and default side by side', async () => {
    const out = join(scratch(), 'run');
    const { code, stdout, stderr } = await memloop(['compare', ...small, '--out', out, '--json']);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^memloop: tuning: 3 searches of \d+ runs each, with seeds apart from the 8 of the verdict; all takes about \d+ s/,
    );
    const { tuning, groups, ideal } = JSON.parse(stdout) as Comparison;
    expect(tuning).toBe('quick');
    const [{ compared }] = groups;
    const own = compared.find(({ scheme }) => scheme === 'dead-zone')!;
    expect(Object.keys(own.tuned!.settings)).toEqual(['learningRate', 'deadZone']);
    expect(own.untuned!.gain.value).toBeCloseTo(own.final.value - own.untuned!.final.value, 9);
    expect(Object.keys(ideal!.tuned!.settings)).toEqual(['learningRate']);
    const trials = readFileSync(join(out, 'trials.jsonl'), 'utf8').trimEnd().split('\n');
    const runs = trials.map((line) => JSON.parse(line) as { scheme: string; scores: number[] });
    const perScheme = (name: string) =>
      runs.filter(({ scheme }) => scheme === name).reduce((sum, { scores }) => sum + scores.length, 0);
    expect(perScheme('dead-zone')).toBe(own.tuned!.trials);
    expect(perScheme('ideal')).toBe(own.tuned!.trials);
    const { searches } = json<{ searches: { best: object }[] }>(out, 'tuning.json');
    expect(searches.map(({ best }) => best)).toContainEqual(own.tuned!.settings);
    const again = await memloop(['compare', ...small, '--out', out]);
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining('continue that one with: memloop resume'),
    ]);
  });

  it('goes on after SIGKILL to the bytes of an uninterrupted comparison, with another number of workers', async () => {
    const [whole, broken] = [join(scratch(), 'run'), join(scratch(), 'run')];
    const args = (out: string) => ['compare', ...small, '--budget', 'pulses=1000', '--out', out];
    expect((await memloop([...args(whole), '--workers', '1'])).code).toBe(0);
    const trials = join(broken, 'trials.jsonl');
    const when = () => existsSync(trials) && statSync(trials).size > 3000;
    expect((await spawned(args(broken), { kill: { signal: 'SIGKILL', when } })).code).toBeNull();
    expect(existsSync(join(broken, 'experiment.json'))).toBe(false);
    expect((await memloop(['resume', broken])).code).toBe(0);
    expect(filesOf(broken)).toEqual(filesOf(whole));
  });

  it('stops in an orderly way, and says how to go on', async () => {
    const out = join(scratch(), 'run');
    const trials = join(out, 'trials.jsonl');
    const when = () => existsSync(trials) && statSync(trials).size > 3000;
    const args = ['compare', ...small, '--seeds', '200', '--out', out];
    const { code, stderr } = await spawned(args, { kill: { signal: 'SIGINT', when } });
    expect(code).toBe(130);
    expect(stderr).toMatch(/stopped: \d+ of \d+ trial runs are saved in .*; continue with: memloop resume /);
  });

  it('refuses a budget in a cost that a device model does not know', async () => {
    const args = ['compare', '--banks', 'capacitor', '--schemes', 'dead-zone', '--seeds', '3', '--episodes', '20', '--budget', 'energy=1e-6', '--out', join(scratch(), 'run')]; // prettier-ignore
    const { code, stderr } = await memloop(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--budget: got energy, which is unknown for the devices of capacitor')]); // prettier-ignore
  });

  it('goes on with the devices with which it began, wherever their file is now', async () => {
    const [directory, out] = [scratch(), join(scratch(), 'run')];
    const devices = join(directory, 'mine.json');
    writeFileSync(devices, JSON.stringify(shippedDevices()));
    const trials = join(out, 'trials.jsonl');
    const when = () => existsSync(trials) && statSync(trials).size > 3000;
    const args = ['compare', ...small, '--devices', devices, '--out', out];
    expect((await spawned(args, { kill: { signal: 'SIGKILL', when } })).code).toBeNull();
    rmSync(devices);
    expect((await memloop(['resume', out])).code).toBe(0);
    expect(existsSync(join(out, 'report.html'))).toBe(true);
  });

  it('compares the schemes of a file, with settings that stay as they are', async () => {
    const directory = scratch();
    const file = join(directory, 'schemes.yaml');
    const own = '{ scheme: write-verify, name: coarse, schemeSettings: { tolerance: 0.03 } }';
    writeFileSync(file, `environment: t-maze\nseeds: 4\nepisodes: 30\nnoise: [{ read: fitted, pulse: fitted }]\ntune: none\nschemes: [self-correcting, ${own}]\n`); // prettier-ignore
    const out = join(directory, 'run');
    const { code, stdout } = await memloop(['compare', file, '--set', 'learningRate=0.4', '--out', out, '--json']);
    expect(code).toBe(0);
    const { groups } = JSON.parse(stdout) as Comparison;
    expect(groups.map(({ noise }) => noise)).toEqual(['read + pulse']);
    const { experiment } = json<Manifest>(out, 'experiment.json');
    expect(experiment['conditions']).toMatchObject([
      { name: 'self-correcting / cycles / read + pulse', learningRate: 0.4 },
      { schemeSettings: { tolerance: 0.03 }, learningRate: 0.4 },
    ]);
    const beside = await memloop(['compare', file, '--noise', 'read']);
    expect([beside.code, beside.stderr]).toEqual([2, expect.stringContaining('--noise: got it beside a file')]);
    writeFileSync(file, 'environment: t-maze\nschemes:\n  - sine\n');
    const wrong = await memloop(['compare', file]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('schemes.yaml:3:5: schemes.0.scheme: got "sine"')]);
  }); // prettier-ignore
});
