import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../house.js';
import { scratch } from '../scratch.js';

/** Runs a command as the demo shows it, in a shell, and returns the steps of every episode from the tables of the run. */
export function stepsOfCommand(command: string): number[] {
  const directory = scratch();
  const program = `'${process.execPath}' '${join(root, 'dist/src/cli/main.js')}'`;
  const { status, stderr } = spawnSync(
    'sh',
    ['-ec', `${command.replace('npx memloop', program)} --out out`],
    {
      cwd: directory,
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
  const [head, ...rows] = readFileSync(join(directory, 'out/episodes.csv'), 'utf8').trim().split('\n');
  const column = head.split(',').indexOf('steps');
  return rows.map((row) => Number(row.split(',')[column]));
}
