import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enginesOf } from '../../src/runs/manifest.js';
import { openRun } from '../../src/runs/run-directory.js';
import { readRows } from '../../src/runs/table.js';
import { traceSeed } from '../../src/runs/run-trace.js';
import type { Trace } from '../../src/runs/trace.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';

async function ran(environment: string, ...more: string[]): Promise<string> {
  const out = join(scratch(), 'run');
  const size = ['--seeds', '3', '--first-seed', '7', '--episodes', '30'];
  await memloop(['run', environment, ...size, ...more, '--out', out]);
  return out;
}

const traceOf = (run: string) => JSON.parse(readFileSync(join(run, 'trace.json'), 'utf8')) as Trace;

describe('the trace of a run', () => {
  it.each([
    ['t-maze'],
    ['water-maze'],
    ['t-maze', '--engine', 'ts'],
    ['t-maze', '--bank', 'mean', '--noise', 'read'],
    ['t-maze', '--bank', 'mean', '--noise', 'read', '--engine', 'ts'],
  ])('tells what the first seed did: %s %s %s %s %s', async (environment, ...options) => {
    const directory = await ran(environment, ...options);
    const { experiment, devices, manifest } = openRun(directory);
    const rows = [...readRows(join(directory, 'episodes.csv'))].filter(([, seed]) => seed === '7');
    const all = Array.from({ length: 30 }, (_, i) => i + 1);
    const { seed, conditions } = traceOf(directory);
    expect(seed).toBe(7);
    for (const [i, { name, trajectories }] of conditions.entries()) {
      const steps = rows.filter(([condition]) => condition === name).map((row) => Number(row[3]));
      const whole = await traceSeed(experiment, i, 7, devices.devices, all, enginesOf(manifest)[i]);
      expect(whole.trajectories.map(({ places }) => places.length - 1)).toEqual(steps);
      expect(trajectories.map(({ episode }) => episode)).toEqual([1, 3, 30]);
      for (const { episode, places } of trajectories) expect(places).toHaveLength(steps[episode - 1] + 1);
    }
  });

  it('is drawn from its file, and computed again if the file is missing', async () => {
    const directory = await ran('water-maze');
    const before = filesOf(directory);
    rmSync(join(directory, 'trace.json'));
    expect((await memloop(['report', directory])).code).toBe(0);
    expect(filesOf(directory)).toEqual(before);

    const trace = traceOf(directory);
    trace.conditions[0].trajectories[2].places = [[1, 3], [2, 3]]; // prettier-ignore
    writeFileSync(join(directory, 'trace.json'), JSON.stringify(trace));
    await memloop(['report', directory]);
    expect(readFileSync(join(directory, 'figures', 'trajectories.svg'), 'utf8')).toContain('>1 move</text>');
  });

  it('is refused in one sentence if it cannot be read', async () => {
    const directory = await ran('t-maze');
    writeFileSync(join(directory, 'trace.json'), '{"seed":7}');
    const { code, stderr } = await memloop(['report', directory]);
    expect(code).toBe(2);
    expect(stderr).toContain('trace.json: conditions: got nothing');
  });

  it('is not made for more than four conditions', async () => {
    const file = join(scratch(), 'many.yaml');
    const conditions = [1, 2, 3, 4, 5].map((i) => `  - { bank: ideal, name: ${i} b }\n`).join('');
    writeFileSync(file, `environment: water-maze\nconditions:\n${conditions}`);
    const names = Object.keys(filesOf(await ran(file)));
    expect(names).toContain('report.html');
    expect(names.filter((name) => /trace|trajectories|occupancy|conductances/.test(name))).toEqual([]);
  });
});

describe('memloop report --out', () => {
  it('writes the report of a run elsewhere, and leaves the run as it is', async () => {
    const run = await ran('t-maze');
    const out = join(scratch(), 'report');
    rmSync(join(run, 'trace.json'));
    const before = filesOf(run);
    const { code, stdout } = await memloop(['report', run, '--out', out]);
    expect([code, stdout]).toEqual([0, expect.stringContaining(join(out, 'report.html'))]);
    expect(filesOf(run)).toEqual(before);
    expect(filesOf(out)['report.html']).toBe(before['report.html']);
    expect(Object.keys(filesOf(out))).toEqual(
      expect.arrayContaining(['trace.json', expect.stringMatching(/^figures.*svg$/)]),
    );
    expect((await memloop(['report', run, '--out', out])).code).toBe(0);
    expect(await memloop(['report', run, '--out', run])).toMatchObject({ code: 2 });
  });

  it('is the remedy where a report cannot be written', async () => {
    const run = await ran('t-maze');
    rmSync(join(run, 'figures'), { recursive: true });
    writeFileSync(join(run, 'figures'), '');
    const { code, stderr } = await memloop(['report', run]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/figures.*cannot be written: .*; write the report elsewhere with --out\n$/),
    ]);
  });
});
