import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkLost, UncertainPulse } from '../../drivers/sessions/errors.js';
import { FLAG } from '../../drivers/sessions/flag.js';
import { RunError } from '../../src/core/errors.js';
import { describeWithSocat, until } from '../rig.js';
import { BoardProgram, setTrain } from './board-program.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const running = new Set<BoardProgram>();

function board(...args: string[]): BoardProgram {
  const program = new BoardProgram(...args);
  running.add(program);
  return program;
}

const end = (program: BoardProgram) => {
  running.delete(program);
  return program.end();
};

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function faultFile(faults: object): string {
  const path = join(scratch(), 'faults.json');
  writeFileSync(path, JSON.stringify(faults));
  return path;
}

afterEach(async () => {
  for (const program of running) await end(program).catch(() => {});
});

describeWithSocat('memloop virtual-board behind a pseudo-terminal', () => {
  it('greets, reads and pulses, and its conductances change as those of its devices', async () => {
    const virtual = board('--noise', 'none', '--bank', 'mean', '--seed', '4');
    const session = await virtual.session();
    expect(session.capabilities).toMatchObject({
      model: 'memloop-virtual',
      serial: 'virtual-4',
      rows: 9,
      columns: 3,
    });
    const at = { row: 1, column: 2 };
    const before = await session.read(at, 200_000, 1000, 64);
    expect(await session.train(setTrain(1, 2, 40))).toEqual({ done: 40, flags: 0 });
    const after = await session.read(at, 200_000, 1000, 64);
    await session.close();
    const { positive, conductance } = await end(virtual);
    expect([positive[5], sum(positive)]).toEqual([40, 40]);
    expect(after.picoamps).toBeGreaterThan(before.picoamps);
    // Half a step of the converter, and four deviations of the mean of 64 samples of the amplifier.
    expect(Math.abs(after.picoamps - 0.2 * conductance[5] * 1e12)).toBeLessThan(1907 + 1000 + 1);
  });

  it('delivers every pulse once over a cable that drops, doubles, corrupts and delays', async () => {
    // So few losses that four in a row, which end a session, come once in thousands of runs.
    const cable = { drop: 0.008, duplicate: 0.15, corrupt: 0.008, delay: 0.1 };
    const virtual = board('--faults', faultFile({ cable, delayMilliseconds: 40, pieces: true }));
    const session = await virtual.session(5000);
    let acknowledged = 0;
    for (let i = 0; i < 150; i++) acknowledged += (await session.train(setTrain(i % 9, 0, 1 + (i % 5)))).done;
    await session.close();
    const { positive, negative, faults } = await end(virtual);
    expect(sum(positive)).toBe(acknowledged);
    expect(sum(negative)).toBe(0);
    for (const fault of ['duplicate', 'delay']) expect(faults[fault], fault).toBeGreaterThan(0);
    expect(faults['drop'] + faults['corrupt']).toBeGreaterThan(0);
  });

  it('reports after an unplug in the middle of a train how many pulses it delivered, and repeats none', async () => {
    const virtual = board();
    const session = await virtual.session(5000);
    const train = session.train(setTrain(0, 0, 200)).catch((error: unknown) => error);
    await sleep(30);
    virtual.unplug();
    expect(await train).toBeInstanceOf(LinkLost);
    await until(() => virtual.lines === 2);
    const last = await session.reopen(await virtual.connect());
    expect(last).toMatchObject({ done: expect.any(Number) });
    const more = await session.train(setTrain(0, 0, 3));
    await session.close();
    const { positive } = await end(virtual);
    expect(sum(positive)).toBe((last as { done: number }).done + more.done);
  });

  it('reports an unknown outcome after a reset in the middle of a train', async () => {
    const virtual = board();
    const session = await virtual.session(5000);
    const train = session.train(setTrain(0, 0, 400)).catch((error: unknown) => error);
    await sleep(30);
    virtual.reset();
    expect(await train).toBeInstanceOf(UncertainPulse);
    const { positive } = await end(virtual);
    expect(sum(positive)).toBeLessThan(400);
  });

  it('makes itself safe if the host disappears in the middle of a train', async () => {
    const virtual = board();
    const session = await virtual.session(200);
    void session.train(setTrain(0, 0, 4000)).catch(() => {});
    await sleep(50);
    await virtual.hangUp();
    await sleep(600);
    const { positive } = await end(virtual);
    // 200 ms are 400 pulses; a loaded machine may be late to write the train and to hang up.
    expect(sum(positive)).toBeGreaterThan(0);
    expect(sum(positive)).toBeLessThan(1200);
  });

  it('receives no frame at a wrong baud rate, and delivers no pulse', async () => {
    const virtual = board('--baud', '115200', '--host-baud', '57600');
    await expect(virtual.session()).rejects.toBeInstanceOf(RunError);
    const { positive, negative } = await end(virtual);
    expect([sum(positive), sum(negative)]).toEqual([0, 0]);
  });

  it('is slower at 9600 baud', async () => {
    const virtual = board('--baud', '9600', '--noise', 'none');
    const session = await virtual.session(10_000);
    const began = performance.now();
    for (let i = 0; i < 5; i++) await session.read({ row: 0, column: 0 }, 200_000, 1000, 16);
    // `>0004 B3F2 READ 0 0 200000 1000 16*9685` and its answer are at least 60 bytes: 62 ms.
    expect(performance.now() - began).toBeGreaterThan(5 * 60);
    await session.close();
  });

  it('flags open, short and stuck cells', async () => {
    const cells = [
      { row: 0, column: 0, fault: 'open' },
      { row: 1, column: 0, fault: 'short' },
      { row: 2, column: 0, fault: 'stuck' },
    ];
    const virtual = board('--faults', faultFile({ cells }), '--noise', 'none', '--bank', 'mean');
    const session = await virtual.session();
    const read = (row: number) => session.read({ row, column: 0 }, 200_000, 1000, 256);
    expect((await read(0)).flags & FLAG.openSuspected).toBe(FLAG.openSuspected);
    expect((await read(1)).flags).toBe(FLAG.saturated | FLAG.shortSuspected);
    const before = await read(2);
    await session.train(setTrain(2, 0, 100));
    expect(Math.abs((await read(2)).picoamps - before.picoamps)).toBeLessThan(5000);
    expect(await session.train(setTrain(1, 0, 10))).toEqual({ done: 1, flags: FLAG.compliance });
    await session.close();
  });

  it('refuses pulses that the devices were not measured with', async () => {
    const virtual = board();
    const session = await virtual.session();
    await expect(session.train({ ...setTrain(0, 0, 5), microvolts: 2_000_000 })).rejects.toThrow('RANGE 3');
    await expect(session.train({ ...setTrain(0, 0, 5), widthNanos: 3000 })).rejects.toThrow('RANGE 3');
    await session.close();
    expect(sum((await end(virtual)).positive)).toBe(0);
  });
});

describe('memloop virtual-board', () => {
  it('speaks MBP/1 on standard input and output', () => {
    const hello = '>0000 0000 HELLO 1 5D1C*264F\n';
    const program = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;
    const { stdout, status } = spawnSync(process.execPath, [program, 'virtual-board'], { input: hello, encoding: 'latin1' }); // prettier-ignore
    expect(stdout).toMatch(/^<0000 [0-9A-F]{4} OK memloop-virtual 1 virtual-0 5D1C\*[0-9A-F]{4}\n/);
    expect(status).toBe(0);
  });

  it('says in one sentence that socat is missing, and how to get it', () => {
    const program = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;
    const args = [program, 'virtual-board', '--listen', join(scratch(), 'board')];
    const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: '' }, encoding: 'utf8' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('sudo apt-get install socat');
    expect(status).toBe(1);
  });

  it.each([
    [['--host-baud', '9600'], '--host-baud requires --baud'],
    [['--bank', 'ideal'], '--bank: got "ideal": expected one of cycles, mean'],
    [['--listen', '/tmp/a:b'], '--listen: got "/tmp/a:b": expected a path without'],
    [['--listen', '/'], '--listen: / exists: expected a new path'],
    [['--faults', '/nowhere'], '/nowhere: cannot read the faults'],
  ])('refuses %j', async (args, part) => {
    const { code, stderr } = await memloop(['virtual-board', ...args]);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toContain(part);
  });

  it.each([
    [{ cells: [{ row: 9, column: 0, fault: 'open' }] }, 'expected rows below 9'],
    [{ cells: [{ row: 0, column: 0, fault: 'burnt' }] }, 'cells.0.fault: got "burnt": expected one of'],
    [{ cable: { drop: 2 } }, 'cable.drop: got 2: expected at most 1'],
    [{ cabel: {} }, 'cabel: got an unknown setting: expected one of cells, cable'],
  ])('refuses the faults %j', async (faults, part) => {
    const { code, stderr } = await memloop(['virtual-board', '--faults', faultFile(faults)]);
    expect(stderr).toContain(part);
    expect(code).toBe(2);
  });

  it('--help has an example', async () => {
    const { stdout } = await memloop(['virtual-board', '--help']);
    expect(stdout).toContain('Examples:\n  memloop virtual-board --listen /tmp/board --seed 1');
  });
});

describeWithSocat('memloop virtual-board in a terminal', () => {
  it('says that it speaks on standard input and output', () => {
    const program = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;
    const terminal = `EXEC:'${process.execPath} ${program} virtual-board',pty,stderr`;
    // Ctrl-D ends it.
    const { stdout } = spawnSync('socat', ['-t10', '-', terminal], { input: '\x04', encoding: 'utf8' });
    expect(stdout).toMatch(/^memloop: .* on standard input and output; use --listen PATH .*\r?\n$/);
  });
});
