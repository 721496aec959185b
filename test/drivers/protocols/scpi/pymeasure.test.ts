import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeWith, noSocat, plugIn } from '../../../rig.js';

const PYTHON = '/usr/bin/python3';
const noClient = spawnSync(PYTHON, ['-c', 'import pymeasure, serial']).status !== 0;
const missing = noClient ? [...noSocat, 'python3-pymeasure'] : noSocat;
const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

describeWith(missing, 'pymeasure, a client of other people’s, on the virtual Keithley 2400', () => {
  it('sets it up, reads it, sees its compliance and shuts it down', async () => {
    const rig = await plugIn(`'${process.execPath} ${pathOf('../../instrument.mjs')} keithley-2400'`);
    try {
      const { stdout } = await promisify(execFile)(PYTHON, [pathOf('client.py'), rig.path], {
        timeout: 20_000,
      });
      const found = JSON.parse(stdout) as object;
      expect(found).toMatchObject({ compliance: 1e-4, range: 2, level: 0, mode: 'voltage', output: false });
      expect(found).toMatchObject({ current: 1e-5, limited: 1e-4, error: '0,"No error"' });
      const overflow = 9.9e37;
      expect(found).toMatchObject({
        ranges: [1e-3, 2, 1],
        voltage: 0.5,
        // 2 V would be beyond the compliance of 1 V.
        ramped: [2e-4, 1, 'current'],
        tripped: '1',
        resistance: 1e4,
        beyond: overflow,
        // 10 kΩ are measured in the range of 20 kΩ, with 100 µA.
        auto: [1, 1e-4, 1e4],
        wires: 4,
        empty: false,
        buffer: [1, 2, 3, 4].flatMap(() => [0.5, 5e-5, 1e4]),
        points: [4, 4],
        means: [0.5, 5e-5, 1e4],
        spread: [0, 0, 0],
        ends: [0.5, 0.5, 5e-5],
        waits: '0',
        triggered: '4',
        off: false,
        open: [1, 0, overflow],
        single: 0.5,
        names: ['MOV', 'HIMP'],
        errors: [0, 'No error'],
        beeped: [-222, 'Parameter data out of range'],
        status: '-113,"Undefined header"',
        left: [false, 0],
      });
      expect(found).toHaveProperty('id', expect.stringContaining('MODEL 2400'));
    } finally {
      await rig.unplug();
    }
  }, 30_000);
});
