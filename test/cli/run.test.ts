import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '../../src/runs/summary.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

const small = ['--seeds', '30', '--episodes', '40'];

describe('memloop run', () => {
  it('runs the three conditions of the article and writes all files of its directory', async () => {
    const out = join(scratch(), 'run');
    const { code, stdout } = await memloop(['run', 't-maze', ...small, '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toContain('open-loop');
    expect(stdout).toContain(join(out, 'report.html'));
    const names = Object.keys(filesOf(out));
    for (const name of [
      'experiment.json',
      'devices.json',
      'episodes.csv',
      'critic.csv',
      'costs.csv',
      'ledger.csv',
      'seeds.csv',
      'summary.json',
      'report.html',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => name.startsWith('figures'))).not.toEqual([]);
  });

  it('takes the compiled loop where it can, and writes the same tables as the parts in TypeScript', async () => {
    const [auto, parts] = [join(scratch(), 'auto'), join(scratch(), 'parts')];
    await memloop(['run', 't-maze', ...small, '--out', auto]);
    await memloop(['run', 't-maze', ...small, '--engine', 'ts', '--out', parts]);
    const enginesIn = (out: string) =>
      (JSON.parse(readFileSync(join(out, 'experiment.json'), 'utf8')) as { engines: string[] }).engines;
    expect([enginesIn(auto), enginesIn(parts)]).toEqual([Array(3).fill('wasm'), Array(3).fill('ts')]);
    for (const table of ['episodes.csv', 'critic.csv', 'costs.csv', 'ledger.csv'])
      expect(filesOf(auto)[table], table).toEqual(filesOf(parts)[table]);
    const { code, stderr } = await memloop(['run', 'cart-pole', '--engine', 'wasm']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('which cannot do the task cart-pole')]);
  });

  it('prints one line of JSON with --json and nothing else, in the documented form', async () => {
    const out = join(scratch(), 'run');
    const { code, stdout } = await memloop([
      'run',
      't-maze',
      '--bank',
      'cycles',
      '--scheme',
      'open-loop',
      ...small,
      '--out',
      out,
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const summary = JSON.parse(stdout) as Summary;
    expect(summary).toMatchObject(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as object);
    expect(summary).toMatchObject({ environment: 't-maze', seeds: 30, episodes: 40 });
    const [condition] = summary.conditions;
    expect(condition.settings).toMatchObject({
      bank: 'cycles',
      noise: 'write',
      pulses: 'linear',
      scheme: 'open-loop',
    });
    expect(condition.steps.mean).toHaveLength(40);
    expect(condition.truncated).toHaveLength(40);
    expect(condition.criticWeights.mean).toHaveLength(9);
    expect(condition.actorWeights.mean).toHaveLength(9);
    expect(condition.believed!.criticWeights.mean).toHaveLength(9);
    expect(condition.believed!.criticWeights.mean).not.toEqual(condition.criticWeights.mean);
    expect(condition.pulses.set).toBeGreaterThan(0);
  });

  it('gives the same bytes for any number of workers', async () => {
    const [one, two] = [join(scratch(), 'run'), join(scratch(), 'run')];
    await memloop(['run', 't-maze', ...small, '--workers', '1', '--out', one]);
    await memloop(['run', 't-maze', ...small, '--workers', '2', '--out', two]);
    expect(filesOf(two)).toEqual(filesOf(one));
  });

  it('starts every condition of a seed alike: the first episode of an untrained agent is the same', async () => {
    const out = join(scratch(), 'run');
    await memloop(['run', 't-maze', '--seeds', '20', '--episodes', '1', '--out', out]);
    const rows = readFileSync(join(out, 'episodes.csv'), 'utf8')
      .split('\n')
      .filter((row) => row.includes(',1,'));
    const steps = (name: string) =>
      rows.filter((row) => row.startsWith(`${name},`)).map((row) => row.split(',')[3]);
    // Before the first reward all weights are zero, so the way to it is that of the actions alone.
    expect(steps('open-loop')).toEqual(steps('ideal'));
  });

  it('takes an experiment file, with the sizes on the command line', async () => {
    const directory = scratch();
    const file = join(directory, 'mine.yaml');
    writeFileSync(
      file,
      'environment: t-maze\nseeds: 99\nconditions:\n  - bank: mean\n    noise: read\n    pulses: inverse\n',
    );
    const { code, stdout } = await memloop([
      'run',
      file,
      '--seeds',
      '3',
      '--episodes',
      '5',
      '--out',
      join(directory, 'run'),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      seeds: 3,
      conditions: [{ name: 'mean/read/inverse/self-correcting' }],
    });
  });

  it('resolves devices of an experiment file from its directory, those of the command line from the working directory', async () => {
    const directory = scratch();
    const file = join(directory, 'mine.yaml');
    writeFileSync(join(directory, 'mine.json'), (await memloop(['devices', '--json'])).stdout);
    writeFileSync(file, 'environment: t-maze\ndevices: mine.json\nseeds: 1\nepisodes: 1\n');
    const run = (name: string, ...more: string[]) =>
      memloop(['run', file, '--out', join(directory, name), ...more]);
    expect((await run('a')).code).toBe(0);
    const { code, stderr } = await run('b', '--devices', 'mine.json');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^memloop: mine\.json: cannot read/)]);
  });

  it('gives a single seed no interval', async () => {
    const out = join(scratch(), 'run');
    const args = ['run', 't-maze', '--bank', 'ideal', '--seeds', '1', '--episodes', '3', '--out', out];
    expect((await memloop(args)).stdout).toMatch(
      /^\nideal takes \d+\.\d\d steps per episode at the end[^]*t-maze: 1 seed of 3 episodes; [^[]*\nideal +\d+\.\d\d +0\.\d{3} +0\n/,
    );
    const { conditions } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary;
    expect(conditions[0].steps.standardError).toEqual([null, null, null]);
    expect(conditions[0].final.steps).toMatchObject({ standardError: null, interval: null });
    expect((await memloop(['report', out])).stdout).not.toContain('[');
  });

  it('prints its progress as plain lines in a pipe', async () => {
    const args = ['run', 't-maze', '--seeds', '90000', '--workers', '1', '--out', join(scratch(), 'run')];
    const { stderr } = await spawned(args, {
      kill: { signal: 'SIGTERM', when: (written) => written.includes(' left\n') },
    });
    expect(stderr).toMatch(/\d+\/270000 runs, \d+\/s, \d+ (s|min) left\n/);
  });
});

describe('an interrupted run', () => {
  const args = (out: string) => ['run', 't-maze', '--seeds', '60', '--out', out];
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends in order at %s, and says how to continue',
    async (signal) => {
      const out = join(scratch(), 'run');
      const { code, stderr } = await spawned(['run', 't-maze', '--seeds', '90000', '--out', out], {
        kill: { signal, when: () => sizeOf(join(out, 'seeds.csv')) > 1000 },
      });
      const said = expect.stringContaining(`continue with: memloop resume ${out}`) as string;
      expect([code, stderr]).toEqual([130, said]);
    },
  );

  it('continues after SIGKILL at five random moments, to the bytes of an uninterrupted run', async () => {
    const [whole, broken] = [join(scratch(), 'run'), join(scratch(), 'run')];
    await memloop(args(whole));
    const again = () => (existsSync(join(broken, 'experiment.json')) ? ['resume', broken] : args(broken));
    // Random moments: before anything is written, in the middle of the rows, while the report is drawn.
    for (let kill = 0; kill < 5; kill++) {
      const size = Math.random() * (kill + 1) * 22_500;
      const late = Date.now() + 4000;
      await spawned(again(), {
        kill: {
          signal: 'SIGKILL',
          when: () => sizeOf(join(broken, 'seeds.csv')) > size || Date.now() > late,
        },
      });
    }
    const { code } = await memloop(again());
    expect(code).toBe(0);
    const finished = filesOf(broken);
    for (const left of Object.keys(finished).filter((name) => name.endsWith('.part'))) delete finished[left];
    expect(finished).toEqual(filesOf(whole));
  });

  it('belongs to one process at a time, until that process has ended', async () => {
    const out = join(scratch(), 'run');
    let second: ReturnType<typeof spawned> | undefined;
    let refused = false;
    const tryMeanwhile = () => {
      if (second || sizeOf(join(out, 'seeds.csv')) < 10_000) return;
      second = spawned(['resume', out]).finally(() => (refused = true));
    };
    await spawned(['run', 't-maze', '--seeds', '250', '--workers', '1', '--out', out], {
      kill: { signal: 'SIGKILL', when: () => (tryMeanwhile(), refused) },
    });
    const { code, stderr } = await second!;
    expect(stderr).toMatch(
      /^memloop: .* is being written by process \d+; wait until it ends, or remove .*lock if .*\n$/,
    );
    expect(code).toBe(2);
    expect(existsSync(join(out, 'lock'))).toBe(true);
    expect((await memloop(['resume', out])).code).toBe(0);
    expect(existsSync(join(out, 'lock'))).toBe(false);
  });

  it('stops cleanly at Ctrl-C and says how to resume', async () => {
    const out = join(scratch(), 'run');
    const { code, stderr } = await spawned(['run', 't-maze', '--seeds', '5000', '--out', out], {
      kill: { signal: 'SIGINT', when: () => sizeOf(join(out, 'seeds.csv')) > 20_000 },
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(
      new RegExp(`stopped: \\d+ of 15000 runs are saved in .*; continue with: memloop resume ${out}`),
    );
  });
});

describe('bad input', () => {
  const refused = async (args: string[], code: number, ...parts: string[]) => {
    const outcome = await memloop(args);
    expect(outcome.stderr.trimEnd().split('\n'), outcome.stderr).toHaveLength(1);
    for (const part of parts) expect(outcome.stderr).toContain(part);
    expect(outcome.stderr).not.toMatch(/\. \w|got.*got|\.\n/);
    expect(outcome.stdout).toBe('');
    expect(outcome.code).toBe(code);
  };

  it.each([
    [['run', 'tmaze'], 't-maze'],
    [['run', 't-maze', '--bank', 'memristor'], 'ideal, mean, cycles'],
    [['run', 't-maze', '--noise', 'read'], '--bank'],
    [['run', 't-maze', '--bank', 'ideal', '--noise', 'read'], 'none'],
    [['run', 't-maze', '--bank', 'memristor'], '--bank: got "memristor": expected one of'],
    [['run', 't-maze', '--bank', 'ideal', '--pulses', 'inverse'], 'expected "linear"'],
    [['run', 't-maze', '--bank', 'mean', '--walk', 'reflecting'], 'expected "published"'],
    [['run', 't-maze', '--seeds', '-1'], '--seeds: got "-1": expected a whole number of at least 1'],
    [['run', 't-maze', '--seeds', 'NaN'], '--seeds: got "NaN": expected a whole number of at least 1'],
    [['run', 't-maze', '--sees', '4'], "unknown option '--sees': did you mean --seeds?"],
    [['run', 't-maze', '--first-seed', '9007199254740991'], 'firstSeed: got 9007199254740991'],
    [['run', 't-maze', 'water-maze'], "too many arguments for 'run': expected 1 argument but got 2"],
    [['run', 'constructor'], 'got the experiment "constructor"'],
    [['run', 't-maze', '--devices', 'nowhere.json'], 'nowhere.json'],
    [
      ['run', 't-maze', '--bank', 'mean', '--scheme', 'inverse-pulses'],
      '--scheme: got "inverse-pulses": expected --pulses inverse',
    ],
    [['run', 't-maze', '--population', '0'], '--population: got "0": expected a whole number of at least 1'],
    [['run', 't-maze', '--population', '10001'], 'population: got 10001: expected at most 10000'],
    [['devices', '--seed', '1'], '--seed requires --population'],
    [['devices', '--population', '3', '--out', 'package.json'], '--out: package.json exists'],
    [['resume', 'nowhere'], 'nowhere'],
    [['report', 'nowhere'], 'nowhere'],
    [['frobnicate'], 'frobnicate'],
    [['board', 'check'], "missing required argument 'port'"],
    [['constructor'], "unknown command 'constructor'"],
  ])('memloop %j is refused in one sentence, with code 2', (args, part) => refused(args, 2, part));

  it('a directory that already holds a run is not changed', async () => {
    const out = join(scratch(), 'run');
    const args = ['run', 't-maze', '--seeds', '2', '--episodes', '2', '--out', out];
    await memloop(args);
    const before = filesOf(out);
    await refused(args, 2, 'already holds a run', 'memloop resume');
    expect(filesOf(out)).toEqual(before);
  });

  it.each(['episodes.csv', 'seeds.csv', 'summary.json', 'report.html', 'devices.json', 'figures'])(
    'a directory that holds an unrelated %s is not changed',
    async (name) => {
      const out = scratch();
      if (name === 'figures') mkdirSync(join(out, name));
      else writeFileSync(join(out, name), 'condition,seed\n');
      const before = filesOf(out);
      await refused(['run', 't-maze', '--seeds', '1', '--out', out], 2, `already holds ${name}`);
      expect(filesOf(out)).toEqual(before);
    },
  );

  it('a run that was killed before it began starts again', async () => {
    const out = scratch();
    writeFileSync(join(out, 'devices.json'), (await memloop(['devices', '--json'])).stdout);
    const args = ['run', 't-maze', '--seeds', '1', '--episodes', '1', '--out', out];
    expect((await memloop(args)).code).toBe(0);
  });

  it('a device file of another version, or with a missing field, is refused with the place', async () => {
    const directory = scratch();
    const shipped = JSON.parse((await memloop(['devices', '--json'])).stdout) as {
      version: number;
      devices: { mean: object }[];
    };
    const written = (name: string, value: unknown) => {
      writeFileSync(join(directory, name), JSON.stringify(value));
      return ['run', 't-maze', '--devices', join(directory, name), '--out', join(directory, 'run')];
    };
    await refused(written('version.json', { ...shipped, version: 9 }), 2, 'version.json', 'version: got 9');
    const [first, ...others] = shipped.devices;
    const lacking = { ...shipped, devices: [{ ...first, mean: { set: { a: 1 } } }, ...others] };
    await refused(written('lacking.json', lacking), 2, 'lacking.json', 'devices.0.mean.set.b: got nothing');
    const noisy = { ...shipped, devices: [{ ...first, highestSiemens: 57 }, ...others] };
    const sentence = 'far.json: devices.0.highestSiemens: got 57: must be a conductance';
    await refused(written('far.json', noisy), 2, sentence);
    const file = join(directory, 'experiment.yaml');
    writeFileSync(file, 'environment: t-maze\ndevices: far.json\n');
    await refused(['run', file, '--out', join(directory, 'run')], 2, sentence);
    await refused(['devices', join(directory, 'far.json')], 2, sentence);
    expect(existsSync(join(directory, 'run', 'experiment.json'))).toBe(false);
  });

  it('a run that was changed is not resumed', async () => {
    const out = join(scratch(), 'run');
    await memloop(['run', 't-maze', '--seeds', '2', '--episodes', '2', '--out', out]);
    writeFileSync(
      join(out, 'devices.json'),
      readFileSync(join(out, 'devices.json'), 'utf8').replace('Nature', 'Nurture'),
    );
    await refused(['resume', out], 2, 'devices.json was changed');
  });

  describe('the files of a run', () => {
    const out = join(scratch(), 'run');
    const file = (name: string) => join(out, name);
    const restored: Record<string, string> = {};
    beforeAll(async () => {
      await memloop(['run', 't-maze', '--seeds', '16', '--episodes', '2', '--out', out]);
      Object.assign(restored, filesOf(out));
    });
    afterEach(() => {
      for (const [name, text] of Object.entries(restored)) writeFileSync(file(name), text);
    });
    const changed = (name: string, from: string, to: string) => {
      expect(restored[name]).toContain(from);
      writeFileSync(file(name), restored[name].replace(from, to));
    };

    it.each([
      ['null', 'experiment.json: got null: expected an object'],
      ['{}', 'experiment.json: memloop: got nothing: expected a string'],
      ['{"memloop":"0.0.1"}', 'was run with memloop 0.0.1, and this is'],
      ['{"memloop":"0.1.0","experiment":{}}', 'experiment.json: devices: got nothing: expected an object'],
      ['{', 'holds no readable run'],
    ])('experiment.json as %s is refused', async (text, part) => {
      writeFileSync(file('experiment.json'), text);
      await refused(['resume', out], 2, part);
      await refused(['report', out], 2, part);
    });

    it.each([
      ['"seeds": 16', '"seeds": 17'],
      ['"learningRate": 0.2', '"learningRate": 0.3'],
    ])('experiment.json is refused when %s became %s', async (from, to) => {
      changed('experiment.json', from, to);
      await refused(['resume', out], 2, 'experiment.json was changed after the run began');
    });

    it.each([
      ['{"a":1}', 'summary.json: environment: got nothing: expected a string'],
      ['null', 'summary.json: got null: expected an object'],
    ])('summary.json as %s is not drawn', async (text, part) => {
      writeFileSync(file('summary.json'), text);
      await refused(['report', out], 2, part);
    });

    it('summary.json is not drawn when conditions and episodes do not agree', async () => {
      changed('summary.json', '"episodes": 2', '"episodes": 3');
      await refused(
        ['report', out],
        2,
        'summary.json: episodes: got 3: expected the number of entries in the steps of every condition',
      );
    });

    it('a damaged table is named with its row, and mended; another header is refused with code 1', async () => {
      changed('episodes.csv', 'ideal,1,2,', 'ideal,1,two,');
      const { code, stderr } = await memloop(['resume', out]);
      expect([code, stderr]).toEqual([
        0,
        expect.stringMatching(/episodes.csv: row 9: got "two" as episode: expected "2"; 3 runs before it/),
      ]);
      expect(readFileSync(file('episodes.csv'), 'utf8')).toBe(restored['episodes.csv']);
      appendFileSync(file('seeds.csv'), 'x');
      changed('seeds.csv', 'condition,seed,', 'condition;seed;');
      await refused(['resume', out], 1, 'seeds.csv: row 1: got "condition;seed;set_pulses"');
    });
  });

  it('a full standard output fails with code 1; a reader that stops early is no failure', async () => {
    const outcome = await spawned(['devices'], { into: '/dev/full' });
    expect(outcome.stderr).toMatch(/^memloop: standard output: ENOSPC[^\n]*\n$/);
    expect(outcome.code).toBe(1);
    expect((await spawned(['devices'], { into: '>(true)' })).stderr).toBe('');
  });

  it('a full disk fails the run with code 1, says what is saved, and the run continues when there is space', async () => {
    const out = join(scratch(), 'run');
    const args = ['run', 't-maze', '--seeds', '60', '--out', out];
    // The limit on a file's size stands for the disk: writing beyond it fails in the same way.
    const { code, stderr } = await spawned(args, { fileBlocks: 600 });
    expect(code).toBe(1);
    expect(stderr).toMatch(/csv: EFBIG.*: \d+ of 180 runs are saved in .*; continue with: memloop resume/);
    const whole = join(scratch(), 'run');
    await memloop(['run', 't-maze', '--seeds', '60', '--out', whole]);
    expect((await memloop(['resume', out])).code).toBe(0);
    expect(filesOf(out)).toEqual(filesOf(whole));
  });

  it('a directory without permission to write fails with code 1', async () => {
    await refused(['run', 't-maze', '--seeds', '1', '--out', '/dev/null/run'], 1, '/dev/null/run');
  });
});
