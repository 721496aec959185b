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
      expect(found).toHaveProperty('id', expect.stringContaining('MODEL 2400'));
    } finally {
      await rig.unplug();
    }
  }, 30_000);
});
