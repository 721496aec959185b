import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../scratch.js';
import { memloop } from '../memloop.js';

let directory = '';
beforeEach(() => (directory = scratch()));
const at = (name: string) => join(directory, name);
const run = async (...args: string[]) => memloop(args, { directory });

/** The run that is divided; its last conditions have names that a spreadsheet would take for formulas. */
const STUDY = `environment: t-maze
seeds: 5
episodes: 12
conditions: [{ bank: cycles, noise: read }, { bank: mean, name: '=mean' }]
`;

async function shards(file: string, of: number, numbers = Array.from({ length: of }, (_, i) => i + 1), command = 'run', ...more: string[]): Promise<void> {
  for (const number of numbers) {
    const { code, stderr } = await run(command, file, '--shard', `${number}/${of}`, '--out', 'parts', '--workers', '1', ...more);
    expect([code, stderr.replace(/^\d+\/.*\n/gm, '')]).toEqual([0, '']);
  }
} // prettier-ignore

/** What lies in a directory: names with bytes. */
function bytesIn(name: string): Map<string, string> {
  const names = readdirSync(at(name), { recursive: true, encoding: 'utf8' }).sort();
  return new Map(names.filter((file) => file !== 'figures').map((file) => [file, readFileSync(join(at(name), file), 'latin1')]));
} // prettier-ignore

function same(a: string, b: string): void {
  const [one, other] = [bytesIn(a), bytesIn(b)];
  expect([...one.keys()]).toEqual([...other.keys()]);
  for (const [file, bytes] of one) expect([file, bytes === other.get(file)]).toEqual([file, true]);
}

describe('memloop run --shard, and memloop merge', () => {
  it('give the bytes of a run in one piece, also where shards come one after the other', async () => {
    writeFileSync(at('study.yaml'), STUDY);
    await run('run', 'study.yaml', '--out', 'whole', '--workers', '1');
    await shards('study.yaml', 3, [1, 3]);
    const early = await run('merge', 'parts', '--out', 'merged');
    expect(early.code).toBe(1);
    expect(early.stderr).toContain('3 of 10 runs are merged in merged; missing: shard 2; then repeat this command with --out merged');
    const status = await run('status', 'parts');
    expect(status.stdout).toBe('7 of 10 runs done; 3 shards: 2 done, 1 not begun\n  not begun: 2\n');
    await shards('study.yaml', 3, [2]);
    const { code, stdout } = await run('merge', at('parts/shard-3-of-3'), 'parts/shard-1-of-3', 'parts/shard-2-of-3', '--out', 'merged');
    expect([code, stdout.includes('Report:')]).toEqual([0, true]);
    same('merged', 'whole');
    expect((await run('status', 'merged')).stdout).toBe('done: 10 of 10 runs in merged\n');
  });

  it('take up a shard that was cut off, and refuse to merge it before', async () => {
    writeFileSync(at('study.yaml'), STUDY);
    await run('run', 'study.yaml', '--out', 'whole', '--workers', '1');
    await shards('study.yaml', 2);
    const seeds = at('parts/shard-2-of-2/seeds.csv');
    truncateSync(seeds, readFileSync(seeds).length - 5);
    const early = await run('merge', 'parts', '--out', 'merged');
    expect(early.code).toBe(1);
    expect(early.stderr).toMatch(/5 of 10 runs are merged in merged; shard 2 of 2: .*seeds\.csv: got 4 rows: expected 5.*; go on with: memloop resume parts/);
    expect((await run('status', 'parts')).stdout).toContain('shard 2: stopped, 4 of 5 runs; go on with: memloop resume parts');
    // The same command, as a job that is queued again, goes on.
    await shards('study.yaml', 2, [2]);
    expect((await run('merge', 'parts', '--out', 'merged')).code).toBe(0);
    same('merged', 'whole');
  });

  it('go on after a merge that was killed as it began, and say that a shard is running', async () => {
    writeFileSync(at('study.yaml'), STUDY);
    await shards('study.yaml', 2, [1]);
    mkdirSync(at('merged'));
    cpSync(at('parts/shard-1-of-2/devices.json'), at('merged/devices.json'));
    expect((await run('merge', 'parts', '--out', 'merged')).stderr).toContain('5 of 10 runs are merged in merged; missing: shard 2');
    truncateSync(at('parts/shard-1-of-2/seeds.csv'), 200);
    const { lock } = (await import(new URL('../../../dist/src/runs/lock.js', import.meta.url).href)) as typeof import('../../../src/runs/lock.js');
    const release = lock(at('parts/shard-1-of-2'));
    expect((await run('merge', 'parts', '--out', 'other')).stderr).toContain('it is running, so wait until it is done');
    release();
  });

  it('name shards of another run, shards that are there twice, and what is no shard', async () => {
    writeFileSync(at('study.yaml'), STUDY);
    await shards('study.yaml', 2, [1]);
    cpSync(at('parts'), at('copy'), { recursive: true });
    const refused = async (...args: string[]) => {
      const { code, stderr } = await run(...args);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refused('merge', 'parts', 'copy', '--out', 'merged')).toContain('shard 1 of 2 is in parts/shard-1-of-2 and in copy/shard-1-of-2: expected it once');
    await run('run', 'study.yaml', '--episodes', '13', '--shard', '2/2', '--out', 'other');
    expect(await refused('merge', 'parts', 'other', '--out', 'merged')).toMatch(/is a shard of another run than .* \(other episodes.*\): expected shards of one run/);
    await run('run', 'study.yaml', '--shard', '2/3', '--out', 'third');
    expect(await refused('merge', 'parts', 'third', '--out', 'merged')).toContain('holds shard 2 of 3, and parts/shard-1-of-2 shard 1 of 2: expected the same number');
    expect(await refused('merge', 'nowhere', '--out', 'merged')).toContain('nowhere is no directory');
    expect(existsSync(at('merged'))).toBe(false);
    expect(await refused('merge', directory, '--out', 'merged')).toContain('holds no shard');
    expect(await refused('run', 'study.yaml', '--episodes', '13', '--shard', '1/2', '--out', 'parts')).toContain('parts/shard-1-of-2 holds a run with other settings');
    expect(await refused('report', 'parts/shard-1-of-2')).toContain('holds shard 1 of 2, which has no results of its own');
    expect(await refused('compare', 't-maze', '--tuned', 'nothere', '--quick')).toContain('--tuned requires --shard');
    expect(await refused('compare', 't-maze', '--shard', '1/2', '--slide')).toContain('--slide cannot be combined with --shard');
    expect(await refused('run', 'study.yaml', '--shard', '1/2', '--live')).toContain('--live cannot be combined with --shard');
  });

  it('say why a shard failed', async () => {
    writeFileSync(at('study.yaml'), STUDY);
    await shards('study.yaml', 2, [1]);
    const table = at('parts/shard-1-of-2/episodes.csv');
    rmSync(at('parts/shard-1-of-2/seeds.csv'));
    writeFileSync(table, 'x\n');
    const { code } = await run('resume', 'parts/shard-1-of-2');
    expect(code).toBe(1);
    expect((await run('status', 'parts')).stdout).toMatch(/shard 1: failed, 0 of 5 runs \(.*episodes\.csv.*\)/);
  });
}); // prettier-ignore
