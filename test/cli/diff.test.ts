import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunDifference } from '../../src/analysis/diff/run-difference.js';
import { meanDifference } from '../../src/analysis/statistics/mean-difference.js';
import { SeedResamples } from '../../src/analysis/statistics/seed-resamples.js';
import type { ExperimentInput } from '../../src/experiment/experiment.js';
import { sha256 } from '../../src/runs/manifest.js';
import type { Summary } from '../../src/runs/summary.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const built = (file: string) => import(new URL(`../../dist/src/${file}.js`, import.meta.url).href);
let root = '';
const at = (name: string) => join(root, name);

/** Runs an experiment without a report, which takes longer than the run. */
async function run(name: string, experiment: ExperimentInput): Promise<void> {
  const { parseExperiment } = (await built('experiment/experiment')) as typeof import('../../src/experiment/experiment.js');
  const { createRun } = (await built('runs/run-directory')) as typeof import('../../src/runs/run-directory.js');
  const { execute, inWorkers } = (await built('runs/runner')) as typeof import('../../src/runs/runner.js');
  const begun = createRun(at(name), parseExperiment(experiment));
  await execute(begun, inWorkers(1), () => {}, new AbortController().signal);
} // prettier-ignore

const tMaze = (noise: 'read' | 'pulse', firstSeed = 0): ExperimentInput => ({
  environment: 't-maze',
  seeds: 30,
  episodes: 80,
  firstSeed,
  conditions: [{ bank: 'cycles', noise }],
});

beforeAll(async () => {
  root = scratch();
  await run('pulse', tMaze('pulse'));
  await run('read', tMaze('read'));
  await run('later', { ...tMaze('read', 20), engine: 'ts' });
  await run('other', tMaze('read', 100));
  await run('three', { environment: 't-maze', seeds: 3, episodes: 4 });
  await run('pole', { environment: 'cart-pole', seeds: 3, episodes: 4 });
}, 60_000);

async function diff(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await memloop(['diff', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function found(a: string, b: string, ...args: string[]): Promise<RunDifference> {
  return JSON.parse(await diff(at(a), at(b), '--json', ...args)) as RunDifference;
}

const conditionOf = (name: string) =>
  (JSON.parse(readFileSync(join(at(name), 'summary.json'), 'utf8')) as Summary).conditions[0];

describe('memloop diff', () => {
  it('answers first, in 80 columns, and says what differs', async () => {
    const text = await diff(at('pulse'), at('read'));
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /^cycles\/pulse\/\S+ \| cycles\/read\/\S+: B takes \d\.\d\d \[\d\.\d\d, \d\.\d\d\] steps more than A \(30 seeds, p < 0\.0+1\)\. A: /,
    );
    expect(text).toContain('Paired by seed: seeds 0 to 29.');
    expect(text).toContain('What differs (A | B):\n  noise: pulse | read\n');
    expect(text).toMatch(/\nfinal steps +\S+ +\S+ +\S+ \[\S+, \S+\]\npulses .*\nreads .*\nenergy .*\nvalue error .*\n$/);
    expect(Math.max(...text.split('\n').filter((line) => !/^[AB]: /.test(line)).map(({ length }) => length))).toBeLessThanOrEqual(80);
  }); // prettier-ignore

  it('gives the numbers of the summaries, with the statistics of compare', async () => {
    const { pairs, seeds, changes } = await found('pulse', 'read');
    expect([seeds, changes]).toEqual([{ count: 30, common: true, first: [0, 0] }, []]);
    const [a, b] = [conditionOf('pulse'), conditionOf('read')];
    const { steps, pulses, reads, energy, valueError } = pairs[0].quantities;
    expect(steps!.a).toBeCloseTo(a.final.steps.mean, 10);
    expect(steps!.b).toBeCloseTo(b.final.steps.mean, 10);
    expect(pulses!.b).toBeCloseTo(b.ledger.set + b.ledger.reset, 6);
    expect(reads!.a).toBeCloseTo(a.ledger.reads, 6);
    expect(energy!.a / a.ledger.joules!).toBeCloseTo(1, 6);
    expect(valueError!.difference.value).toBeCloseTo(b.valueError!.mean - a.valueError!.mean, 6);
    const off = Float64Array.from(b.perSeed, (own, seed) => own - a.perSeed[seed]);
    const { mean, p } = meanDifference(off, new SeedResamples(30));
    mean.interval!.forEach((end, i) => expect(steps!.difference.interval![i]).toBeCloseTo(end, 8));
    expect([steps!.p, pairs[0].verdict]).toEqual([p, 'more']);
  });

  it('compares common seeds only, and other seeds as independent samples', async () => {
    const common = await found('read', 'later');
    // Read noise of the compiled loop has draws of its own, so the engines differ in steps.
    expect(common.seeds).toEqual({ count: 10, common: true, first: [20, 20] });
    expect(common.pairs[0].changes).toEqual([{ setting: 'engine', a: 'wasm', b: 'ts' }]);
    const mean =
      conditionOf('read')
        .perSeed.slice(20)
        .reduce((sum, one) => sum + one, 0) / 10;
    expect(common.pairs[0].quantities.steps!.a).toBeCloseTo(mean, 10);
    const text = (await diff(at('read'), at('other'))).replaceAll(/\s+/g, ' ');
    expect(text).toContain('(30 seeds of each, independent, p ');
    expect(text).toContain(
      'No seed in common: 30 seeds of each run, from 0 and 100, as independent samples.',
    );
    expect(text).toContain('Settings, devices, version and engine are the same.');
  });

  it('finds nothing between a run and itself, and says what few seeds cannot show', async () => {
    const text = await diff(at('three'), at('three'));
    expect(text.split('\n').slice(0, 3)).toEqual(
      ['ideal', 'self-correcting', 'open-loop'].map(
        (name) => `${name}: B takes exactly the same steps as A with each seed (3 seeds).`,
      ),
    );
    const asked = await diff(at('three'), at('three'), '--condition', 'ideal=self-correcting');
    expect(asked.replaceAll(/\s+/g, ' ')).toMatch(
      /^ideal \| self-correcting: B − A is \S+ steps, but 3 seeds cannot show a difference: six are needed\./,
    );
    expect(asked).not.toContain('Only in');
    expect(await diff(at('pole'), at('pole'))).toContain('In this task more steps are better.');
  });

  it('refuses other tasks, unfinished runs and unknown conditions in one sentence', async () => {
    const refused = async (...args: string[]) => {
      const { code, stderr } = await memloop(['diff', ...args]);
      expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
      return stderr;
    };
    expect(await refused(at('read'), at('pole'))).toContain('expected two runs of the same task');
    expect(await refused(at('read'), at('nowhere'))).toContain('holds no readable run');
    expect(await refused(at('read'), at('three'))).toContain('pair two of them with --condition "');
    expect(await refused(at('three'), at('three'), '--condition', 'idael=ideal')).toContain('did you mean ideal?');
  }); // prettier-ignore

  it('reads runs of another version and of plugins, and says so', async () => {
    await run('changed', tMaze('read'));
    const path = join(at('changed'), 'experiment.json');
    const { sha256: _, ...facts } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const plugins = [{ name: 'eager', version: '1.0.0', path: '/gone/eager.js', sha256: 'abcdef0123456789' }];
    const foreign = { ...facts, memloop: '9.9.9', plugins };
    writeFileSync(path, JSON.stringify({ ...foreign, sha256: sha256(JSON.stringify(foreign)) }));
    const { changes, pairs } = await found('read', 'changed');
    expect(pairs[0].verdict).toBe('the same');
    expect(changes).toEqual([
      { setting: 'memloop', a: facts['memloop'], b: '9.9.9' },
      { setting: 'plugin eager', a: null, b: '1.0.0 (SHA-256 abcdef01)' },
    ]);
  });
});
