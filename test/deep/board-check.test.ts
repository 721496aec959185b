import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Summary } from '../../src/runs/summary.js';
import { describeWithSocat, plugIn } from '../rig.js';
import { scratch } from '../scratch.js';
import { spawned } from '../cli/spawned.js';

const emulator = fileURLToPath(new URL('../drivers/instrument.mjs', import.meta.url));
const most = ['--pulse', '--limit-energy-uj', '10', '--limit-current-ua', '1000'];
const wide = [
  '--set-width-us',
  '1000',
  '--reset-width-us',
  '1000',
  '--limit-width-us',
  '1000',
  '--period-us',
  '5000',
];
const small = [
  '--set-volts',
  '0.9',
  '--limit-set-volts',
  '0.9',
  '--reset-width-us',
  '10',
  '--set-width-us',
  '10',
];

/** For each board: its options, its identity, what it cannot do, and its number of tests. */
const boards = [
  ['arc-one', [], 'ArC ONE, firmware 2.1', 'ArC ONE cannot stop a job', 4],
  ['source-meter', wide, 'MODEL 2400, firmware C30', 'A 2400 has one device', 5],
  ['openmena', [...small, '--amps-per-count', '2e-8'], 'OpenMENA', 'OpenMENA does not answer a train', 5],
] as const;

describeWithSocat('memloop board check --as', () => {
  it.concurrent.each(boards)(
    '%s says what it cannot do, then tests its reads and its pulses through a pseudo-terminal',
    async (name, options, model, cannot, tests) => {
      const far = name === 'source-meter' ? 'keithley-2400' : name;
      const rig = await plugIn(`'${process.execPath} ${emulator} ${far}'`);
      const check = ['board', 'check', rig.path, '--as', name, ...most, ...options];
      const directory = scratch();
      const { code, stdout, stderr } = await spawned(check, { directory });
      await rig.unplug();
      expect(stderr).toContain(`memloop: ${cannot}`);
      expect(stdout).toContain(model);
      expect(stdout.match(/^passed .*$/gm), stdout + stderr).toHaveLength(tests);
      expect(stdout).toMatch(/10 readings at row 0, column 0: 100\.\d+ ± 0\.000 µS/);
      expect(code).toBe(0);
    },
    40_000,
  );

  it.concurrent('refuses missing and unsuitable options in one sentence', async () => {
    const rig = await plugIn(`'${process.execPath} ${emulator} openmena'`);
    const { code, stderr } = await spawned(['board', 'check', rig.path, '--as', 'openmena'], {
      directory: scratch(),
    });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--amps-per-count is required (measured current per ADC count)'),
    ]);
    const dry = await spawned(['board', 'check', rig.path, '--as', 'openmena', '--dry-run']);
    expect([dry.code, dry.stderr]).toEqual([
      2,
      expect.stringContaining('--dry-run cannot be combined with --as'),
    ]);
    await rig.unplug();
  });

  it.concurrent('says that a board was left safe after Ctrl-C only if it is', async () => {
    const rig = await plugIn(`'${process.execPath} ${emulator} keithley-2400'`);
    const directory = scratch();
    const journal = join(directory, 'memloop-bench.jsonl');
    const armed = () => existsSync(journal) && readFileSync(journal, 'utf8').includes(':OUTP ON');
    const kill = { signal: 'SIGINT' as const, when: armed };
    const check = ['board', 'check', rig.path, '--as', 'source-meter', ...wide, '--limit-energy-uj', '10'];
    const { code, stderr } = await spawned(check, { directory, kill });
    await rig.unplug();
    expect([code, stderr]).toEqual([
      130,
      expect.stringContaining('stopped by SIGINT: the board was left safe'),
    ]);
    expect(readFileSync(journal, 'utf8')).toMatch(/:OUTP ON[^]*:OUTP OFF/);
    const replayed = await spawned(['replay', journal]);
    expect(replayed.stdout).toMatch(/^check-instrument: \d\d frames identical\n$/);
  });

  it.concurrent(
    'lets an experiment learn on ArC ONE, sums made by the host',
    async () => {
      const rig = await plugIn(`'${process.execPath} ${emulator} arc-one learning'`);
      const [experiment, out] = [join(scratch(), 'experiment.json'), join(scratch(), 'run')];
      const board = {
        port: rig.path,
        as: 'arc-one',
        weights: { C0: [0, 0], C1: [1, 0] },
        limits: { amperes: 1e-3, joules: 2e-3 },
      };
      const conditions = [{ bank: 'cycles', noise: 'read' }];
      writeFileSync(
        experiment,
        JSON.stringify({ environment: 't-maze', seeds: 1, episodes: 3, stepLimit: 20, conditions, board }),
      );
      const { code, stderr } = await spawned(['run', experiment, '--out', out]);
      await rig.unplug();
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('memloop:')]);
      const { conditions: found } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary;
      expect(found[0]).toMatchObject({ provenance: 'emulated', product: 'host-sum' });
      const { model, td } = found[0].board!;
      expect([model, td.count > 3]).toEqual(['ArC ONE', true]);
      // The noise of a reading, of which a TD error has two, is a few percent of the window.
      expect(td.rms).toBeLessThan(0.1);
      expect(td.rms).toBeGreaterThan(0);
    },
    40_000,
  );
});
