import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AdaptiveResult } from '../../src/analysis/adaptive/adaptive-result.js';
import type { Manifest } from '../../src/runs/manifest.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const directory = scratch();
const at = (...names: string[]) => join(directory, ...names);
const run = (...args: string[]) => memloop(args, { directory });

/** Coarse converters hardly learn, so the combinations with them are dropped, and their columns with them. */
const SWEEP = `environment: t-maze
seeds: 24
firstSeed: 5
episodes: 60
population: 30
conditions:
  - { bank: cycles, noise: read }
  - { bank: cycles, noise: read, array: { adc: { bits: 2 } } }
sweep: { learningRate: [0.1, 0.2, 0.4] }
`;

function file(name: string, until: string): string {
  writeFileSync(at(name), `${SWEEP}until: ${until}\n`);
  return name;
}

const json = <T>(...names: string[]) => JSON.parse(readFileSync(at(...names), 'utf8')) as T;
const remove = (out: string, names: readonly string[]) =>
  names.forEach((name) => rmSync(at(out, name), { recursive: true }));

/** What is written after the last round. */
const ENDS = ['results', 'combinations.csv', 'report.html', 'figures'];

describe('memloop sweep with until: { left: 2 }', () => {
  let result: AdaptiveResult & { report: string };

  beforeAll(async () => {
    const { code, stdout, stderr } = await run('sweep', file('left.yaml', '{ left: 2 }'), '--out', 'whole', '--workers', '1', '--json');
    expect([code, stderr]).toEqual([0, expect.stringContaining('memloop: round 2 of 3: 3 combinations, 6 more seeds each')]);
    result = JSON.parse(stdout) as typeof result;
  }, 60_000);

  it('runs each round with the next seeds of the combinations that are left, and says what it skipped', () => {
    expect(result.rounds).toEqual([{ combinations: 6, seeds: 6 }, { combinations: 3, seeds: 12 }, { combinations: 2, seeds: 24 }]);
    expect(result).toMatchObject({ runs: 78, of: 144, report: 'whole/report.html' });
    const manifests = [1, 2, 3].map((round) => json<Manifest>('whole/rounds', String(round), 'experiment.json'));
    expect(manifests.map(({ seeds }) => [seeds[0], seeds.at(-1)])).toEqual([[5, 10], [11, 16], [17, 28]]);
    // A population belongs to the sweep, not to the first seed of a round.
    expect(new Set(manifests.map(({ devices }) => devices.sha256)).size).toBe(1);
    const rows = readFileSync(at('whole/combinations.csv'), 'utf8').trimEnd().split('\n');
    expect(rows[0]).toBe('combination,seeds,mean,low,high,state');
    expect(rows.filter((row) => row.endsWith(',left')).map((row) => row.split(',')[1])).toEqual(['24', '24']);
    expect(rows.filter((row) => row.endsWith(',dropped after round 1'))).toHaveLength(3);
    const page = readFileSync(at('whole/report.html'), 'utf8');
    expect(page).toContain('4 of 6 combinations were dropped: 3 after 6 seeds, 1 after 12. 78 of 144 runs were carried out (54 %).');
  });

  it('leaves the survivors as a run with the bytes of a plain run', async () => {
    const { experiment } = json<Manifest>('whole/results/experiment.json');
    const conditions = experiment['conditions'] as { name: string; array?: object }[];
    expect(conditions.map(({ array }) => array)).toEqual([undefined, undefined]);
    expect(readFileSync(at('whole/rounds/1/seeds.csv'), 'utf8')).toContain('conversion_joules');
    writeFileSync(at('plain.json'), JSON.stringify({ environment: 't-maze', seeds: 24, firstSeed: 5, episodes: 60, population: 30, conditions }));
    expect((await run('run', 'plain.json', '--out', 'plain', '--workers', '2')).code).toBe(0);
    expect(filesOf(at('whole/results'))).toEqual(filesOf(at('plain')));
  });

  it.each([
    ['within a round', (out: string) => {
      remove(out, [...ENDS, 'rounds/3', 'rounds/2/summary.json']);
      truncateSync(at(out, 'rounds/2/seeds.csv'), readFileSync(at(out, 'rounds/2/seeds.csv')).length - 9);
    }],
    ['while the survivors were joined', (out: string) => {
      remove(out, ['combinations.csv', 'report.html', 'figures', 'results/summary.json', 'results/report.html', 'results/figures', 'results/trace.json']);
      truncateSync(at(out, 'results/seeds.csv'), Math.floor(0.6 * readFileSync(at(out, 'results/seeds.csv')).length));
      truncateSync(at(out, 'results/episodes.csv'), Math.floor(0.62 * readFileSync(at(out, 'results/episodes.csv')).length));
    }],
    ['after the end', () => {}],
  ])('goes on to the same bytes where it was interrupted %s', async (_, cut) => {
    rmSync(at('cut'), { recursive: true, force: true });
    cpSync(at('whole'), at('cut'), { recursive: true });
    cut('cut');
    const { code, stderr } = await run('resume', 'cut', '--workers', '2');
    expect([code, stderr.includes('damage')]).toEqual([0, false]);
    expect(filesOf(at('cut'))).toEqual(filesOf(at('whole')));
  });

  it('refuses a changed plan, a round of another sweep, and a directory that is taken', async () => {
    const refused = async (...args: string[]) => {
      const { code, stderr } = await run(...args);
      expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
      return stderr;
    };
    expect(await refused('sweep', 'left.yaml', '--out', 'whole')).toContain('whole already holds an adaptive sweep; choose another directory with --out, or continue that one with: memloop resume whole');
    cpSync(at('whole'), at('changed'), { recursive: true });
    const plan = readFileSync(at('changed/adaptive.json'), 'utf8');
    writeFileSync(at('changed/adaptive.json'), plan.replace('"left": 2', '"left": 1'));
    expect(await refused('resume', 'changed')).toContain('adaptive.json was changed after the sweep began');
    writeFileSync(at('changed/adaptive.json'), plan.replace(/"memloop": "[^"]*"/, '"memloop": "0.0.1"'));
    expect(await refused('resume', 'changed')).toContain('was run with memloop 0.0.1');
    writeFileSync(at('changed/adaptive.json'), plan);
    cpSync(at('whole/rounds/3'), at('changed/rounds/2'), { recursive: true, force: true });
    expect(await refused('resume', 'changed')).toContain('changed/rounds/2 holds a run with other settings than those of round 2 of this sweep');
  });

  it('says how far it is, and how its report is drawn again', async () => {
    expect((await run('status', 'whole')).stdout).toBe('done: round 3, 24 of 24 of its runs in whole\n');
    cpSync(at('whole'), at('part'), { recursive: true });
    remove('part', [...ENDS, 'rounds/3']);
    expect((await run('status', 'part')).stdout).toBe('stopped: round 2, 18 of 18 of its runs in part; go on with: memloop resume part\n');
    remove('part', ['rounds']);
    expect((await run('status', 'part')).stdout).toBe('stopped: no round has begun in part; go on with: memloop resume part\n');
    const { code, stderr } = await run('report', 'whole');
    expect([code, stderr]).toEqual([2, 'memloop: whole holds an adaptive sweep: draw its report with: memloop resume whole\n']);
  });

  it('cannot be divided, and says so in one sentence', async () => {
    const why = 'got a sweep with until: expected one without, because its rounds depend on the results of all combinations';
    for (const args of [['sweep', 'left.yaml', '--shard', '1/2', '--out', 'none'], ['slurm', 'left.yaml', '--out', 'none']]) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([2, expect.stringMatching(new RegExp(`^memloop: (--shard|left\\.yaml): ${why}\\n$`))]);
    }
    expect(existsSync(at('none'))).toBe(false);
  });
}); // prettier-ignore

describe('memloop sweep with until: { interval: 0.2 }', () => {
  it('stops each combination where its interval is narrow, and prints the answer first', async () => {
    const { code, stdout } = await run('sweep', file('interval.yaml', '{ interval: 0.2 }'), '--seeds', '20', '--out', 'narrow');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\nOf 6 combinations, .* takes the fewest\s+steps per episode: /);
    expect(stdout).toMatch(/\d+ of 120 runs were\s+carried out/);
    expect(existsSync(at('narrow/results'))).toBe(false);
    expect(stdout).toContain('Report:  narrow/report.html');
  });

  it.each([
    ['{ left: 6 }', 'until.left: got 6: expected fewer than the 6 combinations'],
    ['{ left: 2, interval: 0.1 }', 'expected either interval, as in { interval: 0.1 }, or left, as in { left: 3 }'],
    ['{}', 'expected either interval'],
    ['{ interval: 2 }', 'until.interval: got 2'],
  ])('%s is refused in one sentence', async (until, part) => {
    const { code, stderr } = await run('sweep', file('wrong.yaml', until), '--out', 'none');
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+: /);
    expect(stderr).toContain(part);
  });

  it('with too few seeds is refused before anything is written', async () => {
    const { code, stderr } = await run('sweep', 'left.yaml', '--seeds', '23', '--out', 'none');
    expect([code, stderr]).toEqual([2, expect.stringContaining('memloop: seeds: got 23: expected at least 24, because from 6 combinations to 2 it takes 3 rounds')]);
    expect(existsSync(at('none'))).toBe(false);
  });

  it('halves no digital weights beside devices', async () => {
    writeFileSync(at('mixed.yaml'), 'environment: t-maze\nseeds: 24\nsweep: { discount: [0.8, 0.9] }\nuntil: { left: 2 }\n');
    const { code, stderr } = await run('sweep', 'mixed.yaml', '--out', 'none');
    expect([code, stderr]).toEqual([2, expect.stringContaining('until.left: got the combination "ideal: discount 0.8"')]);
  });
}); // prettier-ignore
