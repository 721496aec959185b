import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/analysis/compare/comparison.js';
import { readOutcomes } from '../../src/analysis/compare/outcomes.js';
import { layouts } from '../../src/runs/layout.js';
import type { Manifest } from '../../src/runs/manifest.js';
import { openRun } from '../../src/runs/run-directory.js';
import { readRows } from '../../src/runs/table.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

const json = <T>(...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as T;
const three = ['--schemes', 'ideal,inverse-pulses,open-loop', '--noise', 'write,read'];

describe('memloop compare', () => {
  it('runs schemes × banks × noise with the same seeds and records the plan in its directory', async () => {
    const out = join(scratch(), 'run');
    const sizes = ['--tune', 'none', '--seeds', '6', '--episodes', '60', '--out', out];
    const { code, stdout } = await memloop(['compare', 't-maze', ...three, ...sizes, '--json']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const result = JSON.parse(stdout) as Comparison;
    expect(result.groups.map(({ bank, noise }) => `${bank} ${noise}`)).toEqual(['cycles write', 'cycles read']);
    expect(result.ideal!.scheme).toBe('ideal');
    const { comparison, experiment } = json<Manifest>(out, 'experiment.json');
    expect(comparison!.entries).toHaveLength(7);
    expect(comparison!.entries[1]).toEqual({ scheme: 'self-correcting', bank: 'cycles', noise: 'write' });
    expect(experiment['conditions']).toHaveLength(7);
    const before = filesOf(out);
    expect(Object.keys(before)).toContain(join('figures', 'final-steps.svg'));
    expect(before['report.html']).toContain('<h2>Which scheme to choose</h2>');
    const again = await memloop(['report', out]);
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/^self-correcting .* reference /m);
    expect(filesOf(out)).toEqual(before);
    const { groups } = json<Comparison>(out, 'comparison.json');
    const rows = [...readRows(join(out, 'episodes.csv'))];
    for (const { compared, noise } of groups) {
      for (const { scheme, area } of compared) {
        const own = rows.filter(([name]) => name === `${scheme} / cycles / ${noise}`).map((row) => Number(row[3]));
        expect(area.value).toBeCloseTo(own.reduce((sum, steps) => sum + steps, 0) / own.length, 9);
      }
    }
  }); // prettier-ignore

  it('continues after SIGKILL to the bytes of an uninterrupted comparison', async () => {
    const [whole, broken] = [join(scratch(), 'run'), join(scratch(), 'run')];
    const args = (out: string) => ['compare', ...three, '--tune', 'none', '--seeds', '30', '--episodes', '60', '--budget', 'reads=1e5', '--out', out];
    await memloop(args(whole));
    const seeds = join(broken, 'seeds.csv');
    const when = () => existsSync(seeds) && statSync(seeds).size > 20_000;
    expect((await spawned(args(broken), { kill: { signal: 'SIGKILL', when } })).code).toBeNull();
    expect((await memloop(['resume', broken])).code).toBe(0);
    expect(filesOf(broken)).toEqual(filesOf(whole));
  }); // prettier-ignore

  it('reads the cost of learning, with unknown energy where a field is empty', async () => {
    const out = join(scratch(), 'run');
    await memloop(['compare', ...three, '--tune', 'none', '--seeds', '2', '--episodes', '5', '--out', out]);
    const { experiment } = openRun(out);
    const { costs } = layouts(experiment);
    const path = join(out, costs.file);
    const write = (joules: (run: number) => string) => {
      rmSync(path, { force: true });
      const runs = [0, 1].flatMap((seed) => experiment.conditions.map(({ name }) => `${name},${seed}`));
      const rows = runs.flatMap((run, i) =>
        [1, 2, 3, 4, 5].map((e) => `${run},${e},${10 * i + e},${i},${100 * i + e},${joules(i)},${i}`),
      );
      writeFileSync(path, `${[costs.header.join(','), ...rows].join('\n')}\n`);
    };
    write(() => '1.5e-9');
    const [, second] = readOutcomes(out, experiment).conditions;
    // Seeds one after the other within each recorded episode; runs 1 and 8 are those of the second condition.
    expect([...second.costs.pulses!.slice(0, 2), ...second.costs.pulses!.slice(-2)]).toEqual([12, 89, 16, 93]);
    expect(second.costs.reads!.slice(-2)).toEqual(Float64Array.of(105, 805));
    expect(second.costs.energy!.slice(-2)).toEqual(Float64Array.of(1.5e-9, 1.5e-9));
    write((run) => (run === 1 ? '' : '2e-9'));
    const { conditions } = readOutcomes(out, experiment);
    expect(conditions.map(({ costs }) => costs.energy !== undefined)).toEqual([true, false, true, true, true, true, true]);
    expect((await memloop(['report', out])).code).toBe(0);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('<td>unknown</td>');
    writeFileSync(path, readFileSync(path, 'utf8').replace(',2e-9,', ',much,'));
    const { code, stderr } = await memloop(['report', out]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('got "much" as joules: expected a number')]);
  }); // prettier-ignore

  it.each([
    [['maze'], 'got the task "maze": expected one of t-maze, '],
    [['--schemes', 'self-correcting,wishful'], '--schemes: got "wishful": expected some of ideal, '],
    [['--schemes', 'ideal,ideal'], '--schemes: got "ideal" twice: expected each value once'],
    [['--reference', 'ideal'], '--reference: got "ideal": expected one of self-correcting, '],
    [['--noise', 'loud'], '--noise: got "loud": expected one of "none", "write", '],
    [['--banks', 'ideal'], '--banks: got "ideal": expected a bank with noise; '],
    [['--budget', 'time=3'], '--budget: got "time=3": expected one of pulses, reads, energy, wear, '],
    [['--budget', 'pulses='], '--budget: got "pulses=": expected one of '],
    [['--budget', 'energy=-1'], '--budget: got "energy=-1": expected one of '],
  ])('refuses %j in one sentence, with code 2', async (args, part) => {
    const out = join(scratch(), 'run');
    const { code, stdout, stderr } = await memloop(['compare', ...args, '--out', out]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(part);
    expect([code, stdout, existsSync(out)]).toEqual([2, '', false]);
  });

  it('--help has examples', async () => {
    const { code, stdout } = await memloop(['compare', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:\n  memloop compare t-maze --quick');
  });
});
