import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { memloop } from '../cli/memloop.js';
import { filesOf, scratch } from '../scratch.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/noise-together.yaml', import.meta.url));
const TABLES = ['episodes.csv', 'critic.csv', 'costs.csv', 'ledger.csv', 'seeds.csv'];
const LEVELS = { height: 0.08, lowDwell: 40, highDwell: 20 };

type Tables = Record<string, string>;

/** The tables of a run of some seeds. */
async function tablesOf(file: string, ...options: string[]): Promise<Tables> {
  const out = join(scratch(), 'run');
  const small = ['--seeds', '3', '--episodes', '25', '--out', out];
  const { code, stderr } = await memloop(['run', file, ...small, ...options]);
  expect(code, stderr).toBe(0);
  const files = filesOf(out);
  return Object.fromEntries(TABLES.map((name) => [name, files[name]]));
}

/** An experiment file of one condition with this noise. @param devices a device file beside it */
function written(noise: object, devices?: object): string {
  const directory = scratch();
  if (devices) writeFileSync(join(directory, 'mine.json'), JSON.stringify(devices));
  const experiment = {
    environment: 't-maze',
    learningRate: 0.2,
    ...(devices && { devices: 'mine.json' }),
    conditions: [{ name: 'one', bank: 'cycles', noise }],
  };
  writeFileSync(join(directory, 'one.json'), JSON.stringify(experiment));
  return join(directory, 'one.json');
}

/** Rows of a table by the name of their column. */
function rowsOf(table: string): Record<string, string>[] {
  const [head, ...lines] = table.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [names[k], cell])));
}

function sumOf(row: Record<string, string>, prefix: string): number {
  const names = Object.keys(row).filter((name) => name.startsWith(prefix));
  return names.reduce((sum, name) => sum + Number(row[name]), 0);
}

describe('write, read, pulse and telegraph noise together in the T-maze', () => {
  let tables: Tables;
  beforeAll(async () => {
    tables = await tablesOf(EXAMPLE);
  });

  it('give the same bytes again, with any number of workers, and others from another seed', async () => {
    expect(await tablesOf(EXAMPLE, '--workers', '1')).toEqual(tables);
    const others = await tablesOf(EXAMPLE, '--first-seed', '100');
    for (const name of TABLES) expect(others[name], name).not.toBe(tables[name]);
  });

  it('are charged: every pulse and read is in the ledger, and energy in the costs', () => {
    const ledger = rowsOf(tables['ledger.csv']);
    const costs = rowsOf(tables['costs.csv']);
    expect(ledger).toHaveLength(9);
    for (const row of ledger) {
      const last = costs.findLast(({ condition, seed }) => condition === row.condition && seed === row.seed)!;
      expect(sumOf(row, 'set_')).toBe(Number(last.set_pulses));
      expect(sumOf(row, 'reset_')).toBe(Number(last.reset_pulses));
      expect(sumOf(row, 'reads_')).toBe(Number(last.reads));
      expect(Number(last.joules)).toBeGreaterThan(0);
    }
  });

  it('each change what is learned', async () => {
    const example = parse(readFileSync(EXAMPLE, 'utf8')) as { conditions: { name: string; noise: object }[] };
    const { noise } = example.conditions.find(({ name }) => name === 'all by size')!;
    const { read, ...others } = noise as { read: object };
    const parts = { ...others, 'read.white': 0, 'read.pink': 0 };
    const all = await tablesOf(written(noise));
    for (const part of Object.keys(parts)) {
      const [group, inner] = part.split('.');
      const without = { ...noise, [group]: inner === undefined ? 0 : { ...read, [inner]: 0 } };
      expect((await tablesOf(written(without)))['critic.csv'], part).not.toBe(all['critic.csv']);
    }
  });

  it('can all be as fitted, where the device file has telegraph noise', async () => {
    const file = structuredClone(shippedDevices());
    for (const { noise } of file.devices) noise.telegraph = { set: LEVELS, reset: LEVELS };
    const fitted = { write: 'fitted', read: 'fitted', pulse: 'fitted', telegraph: 'fitted' };
    const again = await tablesOf(written(fitted, file));
    expect(await tablesOf(written(fitted, file))).toEqual(again);
    // The fitted levels are those that the example gives by size.
    const bySize = await tablesOf(written({ ...fitted, telegraph: LEVELS }, file));
    expect(bySize['critic.csv']).toBe(again['critic.csv']);
    const lowered = structuredClone(file);
    for (const { noise } of lowered.devices) noise.telegraph!.set!.height = 0.02;
    expect((await tablesOf(written(fitted, lowered)))['critic.csv']).not.toBe(again['critic.csv']);
  });
});
