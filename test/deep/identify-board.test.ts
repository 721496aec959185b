import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { describeWithSocat } from '../rig.js';
import { scratch } from '../scratch.js';
import { BoardProgram } from '../cli/board-program.js';
import { memloop } from '../cli/memloop.js';
import { spawned } from '../cli/spawned.js';

interface Told {
  readonly probes: number;
  readonly matrix: readonly (readonly { value: number; error: number }[])[];
  readonly reads: { sums: number; deviceReads: number; singleReads: number };
  readonly beside: { matrix: readonly (readonly number[])[] };
}

const PROBES = 150;
const [ROWS, COLUMNS] = [9, 3];

/** Errors in units of their standard errors: root mean square over all weights. */
function ratioTo(truth: readonly number[], { matrix }: Told): number {
  const squares = matrix.flatMap((column, c) =>
    column.map(({ value, error }, r) => ((value - truth[r * COLUMNS + c]) / error) ** 2),
  );
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

describeWithSocat('memloop identify over a serial line', () => {
  let board: BoardProgram | undefined;
  const boardWith = async (...args: string[]) => {
    board = new BoardProgram(...args);
    await board.ready();
    return board;
  };
  const end = async () => {
    const { conductance } = await board!.end();
    board = undefined;
    return conductance;
  };
  afterEach(async () => {
    if (board) await end();
  });

  it('finds the conductances that its terminals show, within 1.5 of the bound, and counts the reads', async () => {
    const directory = scratch();
    const { path } = await boardWith('--seed', '1');
    const { code, stdout } = await memloop(['identify', path, '--probes', String(PROBES), '--out', 'out', '--json'], { directory });
    const truth = await end();
    const told = JSON.parse(stdout) as Told;
    expect([code, told.probes]).toEqual([0, PROBES]);
    expect(ratioTo(truth, told)).toBeLessThan(1.5);
    expect(told.reads).toMatchObject({ sums: PROBES * COLUMNS, deviceReads: PROBES * COLUMNS * 8, singleReads: 16 * ROWS * COLUMNS });
    const again = await memloop(['identify', join('out', 'probes.csv'), '--json', '--out', 'file'], { directory });
    expect((JSON.parse(again.stdout) as Told).matrix).toEqual(told.matrix);
  });

  it('goes on where it was killed', async () => {
    const directory = scratch();
    // Where it is killed differs from time to time, and with it slow noise: the amplifier's noise is white.
    const { path } = await boardWith('--seed', '1', '--noise', 'none');
    const args = ['identify', path, '--probes', String(PROBES), '--out', 'out'];
    const journal = join(directory, 'out', 'journal.jsonl');
    const kept = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('"probe":{').length - 1 : 0);
    const killed = await spawned(args, { directory, kill: { signal: 'SIGKILL', when: () => kept() > 20 } });
    expect(killed.code).toBeNull();
    expect(killed.stderr).toContain('repeat the command with --out out to continue');
    const before = kept();
    expect(before).toBeLessThan(PROBES);
    const other = await memloop([...args, '--read-volts', '0.1'], { directory });
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('--read-volts: got 0.1: expected 0.2, as in the first attempt');
    const { code, stdout } = await memloop([...args, '--json'], { directory });
    const truth = await end();
    const told = JSON.parse(stdout) as Told;
    expect([code, told.probes, kept()]).toEqual([0, PROBES, PROBES]);
    expect(ratioTo(truth, told)).toBeLessThan(1.5);
    const replayed = await memloop(['replay', 'out/journal.jsonl'], { directory });
    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toMatch(/^probe: \d+ frames identical; the journal ends early\nprobe: \d+ frames identical\n$/);
  });
}); // prettier-ignore
