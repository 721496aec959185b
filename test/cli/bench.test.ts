import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import { decodeLine } from '../../drivers/protocols/mbp/frame.js';
import { readJournal } from '../../drivers/journal/read-journal.js';
import { describeWithSocat, until } from '../rig.js';
import { BoardProgram } from './board-program.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

const EMULATED = 'emulated (memloop-virtual, firmware 1, serial number virtual-0, at virtual)';
const SMALL = ['--cycles', '2', '--pulses', '30'];

describe('memloop at the bench, without a board', () => {
  it.each([
    ['board', 'check', 'nowhere', '--pulse'],
    ['read', 'nowhere', '--row', '40'],
    ['read', 'nowhere', '--all'],
    ['pulse', 'nowhere', '--reset', '3', '--column', '7'],
    ['characterise', 'nowhere', '--cycles', '1', '--pulses', '8'],
  ])('%s %s %s: a dry run prints frames of the protocol, and opens and writes nothing', async (...args) => {
    const directory = scratch();
    const { code, stdout, stderr } = await memloop([...args, '--dry-run'], { directory });
    expect(code).toBe(0);
    expect(stderr).toBe('memloop: dry run: no port is opened, and the boot id is made up\n');
    const frames = stdout
      .trimEnd()
      .split('\n')
      .map((line) => decodeLine(line));
    const requests = frames.map((frame) => (frame?.kind === 'request' ? frame : undefined));
    expect(requests.map((request) => request?.seq)).toEqual(frames.map((_, at) => at));
    const verbs = requests.map((request) => request?.verb);
    expect(verbs.slice(0, 4)).toEqual(['HELLO', 'CAPS', 'LIMITS', 'ARM']);
    expect(verbs.at(-1)).toBe('SAFE');
    const trains = { check: 2, read: 0, pulse: 1, characterise: 16 } as Record<string, number>;
    expect(verbs.filter((verb) => verb === 'TRAIN')).toHaveLength(
      trains[args[0] === 'board' ? 'check' : args[0]],
    );
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    ['pulse virtual --set 201', 'SET pulses in a train: got 201: expected at most 200 (--limit-pulses)'],
    [
      'pulse virtual --set 1 --set-volts 2.6',
      '--set-volts: got 2.6: expected at most 2.5 V (--limit-set-volts)',
    ],
    [
      'pulse virtual --reset 1 --reset-volts -3',
      '--reset-volts: got -3: expected at least -2.7 V (--limit-reset-volts)',
    ],
    [
      'pulse virtual --set 1 --set-width-us 11',
      '--set-width-us: got 11: expected at most 10 µs (--limit-width-us)',
    ],
    [
      'pulse virtual --reset 1 --period-us 5',
      '--period-us: got 5: expected at least the width of a pulse, 10 µs',
    ],
    [
      'read virtual --read-volts -0.3',
      '--read-volts: got -0.3: expected at most ±0.2 V (--limit-read-volts)',
    ],
    [
      'pulse virtual --reset 100 --limit-energy-uj 1',
      'energy of 100 RESET pulses at the compliance current: got 1.35 µJ: expected at most 1 µJ (--limit-energy-uj)',
    ],
    [
      'characterise virtual --pulses 300',
      'RESET pulses in a train: got 300: expected at most 200 (--limit-pulses)',
    ],
    ['pulse virtual', 'pulse requires --set or --reset'],
    ['pulse virtual --set 1 --reset 1', '--set cannot be combined with --reset; give one of them'],
    [
      'characterise virtual --resume',
      '--resume cannot be combined with "virtual", whose devices are new for every command; start a new file instead',
    ],
    [
      'pulse virtual --set 1 --limit-set-volts 50',
      'the limit of positive pulses: got 50 V: expected 0 to 5 V, which board virtual-0 can do (--limit-set-volts)',
    ],
    ['read virtual --row 9', 'board virtual-0 has rows 0 to 8, got 9'],
    ['read virtual --row -1', '--row: got "-1": expected a whole number of at least 0'],
  ])('%s is refused in one sentence', async (line, sentence) => {
    const directory = scratch();
    const { code, stdout, stderr } = await memloop(line.split(' '), { directory });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `memloop: ${sentence}\n` });
  });

  it('says what is wrong with a missing port', async () => {
    const { code, stderr } = await memloop(['read', '/dev/ttyNONE'], { directory: scratch() });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^memloop: \/dev\/ttyNONE: cannot open the port: No such file or directory: (no port is there|expected \/dev\/).*\n$/,
      ),
    ]);
  });
});

describe('memloop at the bench, with the virtual board in its process', () => {
  it('checks it, reads it and pulses it', async () => {
    const directory = scratch();
    const check = await memloop(['board', 'check', 'virtual', '--pulse', '--json'], { directory });
    expect([check.code, check.stderr]).toEqual([0, '']);
    const { findings, provenance } = JSON.parse(check.stdout) as { findings: object[]; provenance: object };
    expect([findings.length, provenance]).toEqual([6, { kind: 'in-process' }]);
    const read = await memloop(['read', 'virtual', '--json'], { directory });
    expect((JSON.parse(read.stdout) as { siemens: number }).siemens * 1e6).toBeCloseTo(41, -0.5);
    const all = await memloop(['read', 'virtual', '--all', '--journal', 'all'], { directory });
    expect(all.stdout.split('\n').map((line) => line.split(/ {2,}/).length)).toEqual([
      ...new Array<number>(10).fill(4),
      1,
    ]);
    expect(await memloop(['replay', 'all'], { directory })).toMatchObject({
      code: 0,
      stdout: 'readAll: 6 frames identical\n',
    });
    const pulse = await memloop(['pulse', 'virtual', '--set', '150', '--json', '--journal', 'j'], {
      directory,
    });
    const { before, after, done } = JSON.parse(pulse.stdout) as Record<string, { siemens: number }>;
    expect(done).toBe(150);
    expect(JSON.parse(pulse.stdout)).toHaveProperty('provenance', { kind: 'in-process' });
    expect((after.siemens - before.siemens) * 1e6).toBeGreaterThan(8);
    expect(await memloop(['replay', 'j'], { directory })).toMatchObject({
      code: 0,
      stdout: 'pulse: 8 frames identical\n',
    });
  });

  it('characterises a device, fits it, makes a board of it, replays it, and does not resume with other settings', async () => {
    const directory = scratch();
    const at = { directory };
    const args = ['characterise', 'virtual', '--row', '1', '--out', 'd.csv', ...SMALL];
    const made = await memloop(args, at);
    expect(made.code).toBe(0);
    expect(made.stdout.split('\n')).toHaveLength(6);
    const fit = await spawned(['fit', 'd.csv', '--json', '--source', 'hardware'], {
      directory,
      into: 'd.json',
    });
    expect([fit.code, fit.stderr]).toEqual([0, expect.stringContaining(`d.csv: provenance: ${EMULATED}`)]);
    const { source, devices } = readDeviceFile(join(directory, 'd.json'));
    expect(source).toBe(`hardware; ${EMULATED}`);
    expect(devices[0]).toMatchObject({ provenance: { kind: 'emulated', serial: 'virtual-0', row: 1 } });
    expect(devices[0].conditions).toEqual(shippedDevices().devices[0].conditions);
    const detached = { directory, into: '/dev/null </dev/null' };
    const board = await spawned(['virtual-board', '--devices', 'd.json'], detached);
    expect([board.code, board.stderr]).toEqual([0, '']);
    const replay = await memloop(['replay', 'd.csv.jsonl', '--out', 'e.csv'], at);
    expect(replay).toMatchObject({ code: 0, stdout: 'characterise: 249 frames identical\n' });
    expect(readFileSync(join(directory, 'e.csv'))).toEqual(readFileSync(join(directory, 'd.csv')));
    const again = await memloop(args, at);
    expect([again.code, again.stderr]).toEqual([2, 'memloop: d.csv exists; choose a new file with --out\n']);
    const [command, , ...rest] = args;
    const other = await memloop([command, 'nowhere', ...rest, '--resume', '--read-volts', '0.1'], at);
    expect([other.code, other.stderr]).toEqual([
      2,
      'memloop: --read-volts: got 0.1: expected 0.2, as in the first attempt (d.csv.jsonl)\n',
    ]);
  });
});

describeWithSocat('memloop at the bench, through a pseudo-terminal', () => {
  it('ends at once and releases the port if its journal cannot be written', async () => {
    const board = new BoardProgram();
    await until(() => board.lines > 0 && existsSync(board.path));
    const journal = join(scratch(), 'no', 'j.jsonl');
    const began = Date.now();
    const { code, stderr } = await spawned(['read', board.path, '--journal', journal]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${journal}: cannot write the journal`)]);
    expect(Date.now() - began).toBeLessThan(20_000);
    await board.end();
  });

  it('killed by SIGKILL and stopped by SIGINT, it continues, and the board counts the pulses of the journal', async () => {
    const directory = scratch();
    const board = new BoardProgram();
    await until(() => board.lines > 0 && existsSync(board.path));
    const csv = join(directory, 'd.csv');
    const args = ['characterise', board.path, '--row', '2', '--column', '1', '--out', csv, ...SMALL];
    const rows = () => (existsSync(csv) ? readFileSync(csv, 'utf8').split('\n').length : 0);
    const killed = await spawned(args, { kill: { signal: 'SIGKILL', when: () => rows() > 20 } });
    expect(killed.code).toBeNull();
    const header = readFileSync(csv, 'utf8').split('cycle,')[0];
    expect(header).toMatch(/^# memloop characterisation, version 1\n# provenance: emulated\n/);
    expect(header).toContain(`\n# port: ${board.path}\n# row: 2\n# column: 1\n# measured: 2`);
    const stopped = await spawned([...args, '--resume'], {
      kill: { signal: 'SIGINT', when: () => rows() > 60 },
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('is a pseudo-terminal: the board behind it is emulated');
    expect(stopped.stderr).toMatch(
      /SIGINT: stopped after \d+ of 124 readings; the board is safe; repeat the command with --resume to continue\n$/,
    );
    const ended = await spawned([...args, '--resume']);
    expect(ended.code).toBe(0);
    expect(readFileSync(csv, 'utf8').startsWith(header)).toBe(true);
    const journal = readJournal(`${csv}.jsonl`);
    const counted = journal.reduce((sum, { delivered, found }) => sum + Number(delivered ?? found ?? 0), 0);
    const { positive, negative } = await board.end();
    expect(counted).toBe(120);
    expect([positive[7], negative[7]]).toEqual([60, 60]);
    const replay = await memloop(['replay', `${csv}.jsonl`, '--out', `${csv}.2`]);
    expect([replay.code, replay.stderr]).toEqual([0, '']);
    expect(readFileSync(`${csv}.2`)).toEqual(readFileSync(csv));
  });
});
