import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parquetReadObjects, parquetMetadata } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnMeaning } from '../../src/cli/export/column-meaning.js';
import { crc32c } from '../../src/cli/export/crc32c.js';
import { optional } from '../../src/cli/export/export.js';
import { npyNumbers, npyStrings } from '../../src/cli/export/npy-array.js';
import { describeWith } from '../rig.js';
import { runTables } from '../../src/cli/export/run-tables.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const PYTHON = '/usr/bin/python3';
const directory = join(scratch(), 'run');
const exported = (...names: string[]) => readFileSync(join(directory, 'export', ...names));
const TABLES = ['episodes', 'critic', 'costs', 'ledger', 'seeds'];

beforeAll(async () => {
  await memloop([
    'run',
    't-maze',
    '--seeds',
    '3',
    '--first-seed',
    '7',
    '--episodes',
    '40',
    '--out',
    directory,
  ]);
  const { code } = await memloop(['export', directory, '--parquet', '--npz', '--tensorboard']);
  expect(code).toBe(0);
});

/** The rows of a table of the run, as fields. */
function rowsOf(table: string): string[][] {
  const text = readFileSync(join(directory, `${table}.csv`), 'utf8').trimEnd();
  return text.split('\n').map((line) => line.split(','));
}

/** The arithmetic mean of the steps of a condition in an episode. */
function meanSteps(condition: string, episode: number): number {
  const rows = rowsOf('episodes').filter(([name, , at]) => name === condition && at === String(episode));
  return rows.reduce((sum, row) => sum + Number(row[3]), 0) / rows.length;
}

describe('the tables of a run', () => {
  it('have the same rows in blocks of any size', () => {
    const experiment = parseExperiment({ environment: 't-maze', seeds: 3, firstSeed: 7, episodes: 40 });
    const columns = (most: number) =>
      runTables({ directory, experiment }).map(({ rows, blocks }) => {
        const all = [...blocks(most)];
        expect(all.every(({ condition }) => condition.length <= most)).toBe(true);
        expect(all.reduce((sum, { condition }) => sum + condition.length, 0)).toBe(rows);
        return all[0].values.map((_, k) => all.flatMap(({ values }) => [...values[k]]));
      });
    const whole = columns(1_000_000);
    for (const most of [1, 7, 40, 119]) expect(columns(most)).toEqual(whole);
  });
});

describe('a run as Parquet', () => {
  const file = (table: string) => new Uint8Array(exported(`${table}.parquet`)).buffer;

  it.each(TABLES)('has every cell of %s.csv', async (table) => {
    const [header, ...rows] = rowsOf(table);
    const read = await parquetReadObjects({ file: file(table) });
    expect(read).toHaveLength(rows.length);
    read.forEach((row, i) => {
      expect(Object.keys(row)).toEqual(header);
      const cells = header.map((name, k) =>
        k === 0 ? String(row[name]) : row[name] === null ? NaN : Number(row[name]),
      );
      expect(cells).toEqual(
        rows[i].map((field, k) => (k === 0 ? field : field === '' ? NaN : Number(field))),
      );
    });
  });

  it('says what columns mean, and with which unit', () => {
    const { key_value_metadata: notes = [] } = parquetMetadata(file('costs'));
    const { columns } = JSON.parse(notes.find(({ key }) => key === 'memloop')!.value!) as {
      columns: { name: string; unit: string }[];
    };
    expect(columns.find(({ name }) => name === 'joules')).toMatchObject({ unit: 'J' });
    const table = exported('columns.csv').toString();
    for (const name of TABLES.flatMap((table) => rowsOf(table)[0])) expect(table).toContain(`,${name},`);
    expect(columnMeaning('believed_w3')).toMatchObject({ type: 'real', unit: 'window' });
    expect(columnMeaning('set_a3_1')).toMatchObject({ type: 'whole', unit: 'pulses' });
  });
});

const noPandas = spawnSync(PYTHON, ['-c', 'import numpy, pandas']).status !== 0;
const python = (script: string, ...args: string[]) => {
  const path = fileURLToPath(new URL(`python/${script}`, import.meta.url));
  const { stdout, stderr, status } = spawnSync(PYTHON, [path, ...args], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as unknown;
};

describeWith(noPandas ? ['python3-numpy', 'python3-pandas'] : [], 'a run in NumPy', () => {
  it('has the numbers that pandas reads in the tables, by seed, condition and episode', () => {
    const found = python('read-npz.py', directory) as { farthest: number };
    expect(found).toMatchObject({
      conditions: ['ideal', 'self-correcting', 'open-loop'],
      seeds: [7, 8, 9],
      shape: [3, 3, 40],
      types: ['int64', 'float64'],
      episodes: Array.from({ length: 40 }, (_, i) => i + 1),
      seedsEqual: true,
    });
    expect(found.farthest).toBeLessThan(1e-12);
  });
});

const noProtobuf = spawnSync(PYTHON, ['-c', 'import google.protobuf']).status !== 0;
const EVENTS = 'events.out.tfevents.0.memloop';

describeWith(noProtobuf ? ['python3-protobuf'] : [], 'a run in TensorBoard', () => {
  it('has the means over seeds, as protocol buffers read them', () => {
    const path = join(directory, 'export', 'tensorboard', '1-self-correcting', EVENTS);
    const events = python('read-events.py', path) as {
      step: number;
      version: string;
      values: [string, number][];
    }[];
    expect(events[0]).toMatchObject({ version: 'brain.Event:2', values: [] });
    const steps = events.filter(({ values: [first] }) => first?.[0] === 'episodes/steps');
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    for (const { step, values } of steps)
      expect(values[0][1]).toBeCloseTo(meanSteps('self-correcting', step), 4);
    expect(new Set(events.flatMap(({ values }) => values.map(([tag]) => tag)))).toContain('costs/reads');
  });
});

describe('records and arrays', () => {
  it('have the CRC-32C of the standard', () => {
    // RFC 3720, appendix B.4
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  });

  it('check a record by its length and its data', () => {
    const bytes = exported('tensorboard', '0-ideal', EVENTS);
    const masked = (part: Uint8Array) => {
      const crc = crc32c(part);
      return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
    };
    const length = Number(bytes.readBigUInt64LE(0));
    expect(bytes.readUInt32LE(8)).toBe(masked(bytes.subarray(0, 8)));
    expect(bytes.readUInt32LE(12 + length)).toBe(masked(bytes.subarray(12, 12 + length)));
  });

  it('are .npy files whose data begin at a multiple of 64', () => {
    const numbers = Buffer.from(npyNumbers(Float64Array.of(1.5, -2), [2], false));
    const begin = 10 + numbers.readUInt16LE(8);
    expect(begin % 64).toBe(0);
    expect(numbers.subarray(10, begin).toString()).toMatch(
      /^\{'descr': '<f8', 'fortran_order': False, 'shape': \(2,\), \} *\n$/,
    );
    expect(numbers.readDoubleLE(begin + 8)).toBe(-2);
    expect(
      Buffer.from(npyStrings(['σ', 'ab']))
        .subarray(-16)
        .readUInt32LE(0),
    ).toBe('σ'.codePointAt(0));
  });
});

describe('memloop export', () => {
  it('gives the same bytes again', async () => {
    const files = ['run.npz', 'seeds.parquet', `tensorboard/2-open-loop/${EVENTS}`];
    const before = files.map((file) => exported(file));
    await memloop(['export', directory, '--parquet', '--npz', '--tensorboard']);
    expect(files.map((file) => exported(file))).toEqual(before);
  });

  it('asks for a format, and for a run that is finished', async () => {
    expect((await memloop(['export', directory])).stderr).toContain('export requires --parquet, --npz or');
    expect((await memloop(['export', scratch(), '--npz'])).code).toBe(2);
  });

  it('says which package to install where one is absent', async () => {
    const absent = 'no-such-package-of-memloop';
    await expect(optional('fflate', () => import(/* @vite-ignore */ absent))).rejects.toThrow(
      'the optional package fflate is not installed; install it with: npm install fflate',
    );
  });

  it('keeps a directory for every condition, whatever its name', async () => {
    const out = scratch();
    const names = ['../../up', 'a/b', '..'].map((name) => `  - { name: ${name}, bank: ideal }`);
    writeFileSync(
      join(out, 'x.yaml'),
      ['environment: t-maze', 'seeds: 1', 'episodes: 2', 'conditions:', ...names].join('\n'),
    );
    expect((await memloop(['run', 'x.yaml', '--out', 'r'], { directory: out })).code).toBe(0);
    const { stdout } = await memloop(['export', 'r', '--tensorboard'], { directory: out });
    expect(stdout.split('\n').filter((line) => line.includes('tensorboard'))).toEqual(
      ['0-..-..-up', '1-a-b', '2-..'].map((name) => `r/export/tensorboard/${name}/${EVENTS}`),
    );
  });
});
