import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { BoardProgram } from '../../../cli/board-program.js';
import { describeWith, noSocat } from '../../../rig.js';
import { scratch } from '../../../scratch.js';

const PYTHON = 'python3';
const missing = spawnSync(PYTHON, ['-c', '']).status === 0 ? noSocat : ['python3', ...noSocat];
const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

interface Told {
  readonly told: readonly number[];
  readonly uncertain: readonly number[];
  readonly recovered: number;
  readonly refusals: readonly string[][];
  readonly siemens: number;
}

describeWith(missing, 'the Python client of the documentation, on the virtual board', () => {
  it('is told what every cell got, over a line with faults and across a silence', async () => {
    const faults = join(scratch(), 'faults.yaml');
    writeFileSync(faults, 'cable: { drop: 0.05, corrupt: 0.05, duplicate: 0.05 }\npieces: true\n');
    const board = new BoardProgram('--rows', '4', '--columns', '1', '--faults', faults, '--noise', 'none');
    await board.ready();
    const run = promisify(execFile)(
      PYTHON,
      [pathOf('client.py'), pathOf('../../../../docs/clients'), board.path],
      {
        timeout: 60_000,
      },
    );
    const { stdout } = await run.catch(async (error: unknown) => {
      await board.end();
      throw error;
    });
    const { told, uncertain, recovered, refusals, siemens } = JSON.parse(stdout) as Told;
    const { positive } = await board.end();
    expect(recovered).toBeGreaterThan(0);
    expect(told.reduce((sum, pulses) => sum + pulses, 0)).toBeGreaterThan(300);
    positive.forEach((given, cell) => {
      expect(given).toBeGreaterThanOrEqual(told[cell]);
      expect(given).toBeLessThanOrEqual(told[cell] + uncertain[cell]);
    });
    expect(refusals).toEqual([
      ['RANGE', '1'],
      ['LIMIT', '3'],
    ]);
    expect(siemens).toBeGreaterThan(1e-6);
  }, 90_000);
});
