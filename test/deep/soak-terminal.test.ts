import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { readJournal } from '../../drivers/journal/read-journal.js';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { experimentOn } from '../cli/board-experiment.js';
import { BoardProgram } from '../cli/board-program.js';
import { describeWithSocat } from '../rig.js';
import { scratch } from '../scratch.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const PLACES = { C6: [6, 0], C7: [7, 0] };
const MILLISECONDS = Number(process.env['MEMLOOP_SOAK_SECONDS'] ?? 120) * 1000;
/** What happens, by turns; the board's line is cut, never the board: its count would be lost with it. */
const TROUBLES = ['stop host', 'stop board', 'cut line', 'reset board', 'kill host'] as const;

let board: BoardProgram | undefined;
let host: ChildProcess | undefined;
afterEach(async () => {
  if (host?.exitCode === null) host.kill('SIGKILL');
  await board?.end().catch(() => {});
  board = host = undefined;
});

/** Starts `memloop` and gathers what it says of errors. */
function started(...args: string[]): { child: ChildProcess; said: () => string } {
  let stderr = '';
  const child = (host = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] }));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return { child, said: () => stderr };
}

async function stopped(pid: number, milliseconds: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await sleep(milliseconds);
  process.kill(pid, 'SIGCONT');
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describeWithSocat('a run at a pseudo-terminal whose both ends are stopped, killed, cut and reset', () => {
  it('is told every pulse that the board counts, or that it is uncertain', async () => {
    const virtual = (board = new BoardProgram('--reference', '9990', '--noise', 'read'));
    await virtual.connect().then((transport) => transport.close());
    const out = join(scratch(), 'run');
    const changes = { episodes: 200_000, learningRate: 0.5 };
    const experiment = experimentOn(virtual.path, changes, { weights: PLACES, heartbeatSeconds: 1 });
    const random = new RandomStream('soak at a terminal');
    const counts = Object.fromEntries(TROUBLES.map((trouble) => [trouble, 0]));
    let run = started('run', experiment, '--out', out);
    await sleep(3000);
    for (const began = Date.now(); Date.now() - began < MILLISECONDS; await sleep(1500 + 1500 * random.uniform())) {
      expect([run.child.exitCode, run.said()]).toEqual([null, expect.any(String)]);
      const trouble = TROUBLES[random.below(TROUBLES.length)];
      counts[trouble]++;
      const length = 500 + 3500 * random.uniform();
      if (trouble === 'stop host') await stopped(run.child.pid!, length);
      else if (trouble === 'stop board') await stopped(virtual.pid, length);
      else if (trouble === 'cut line') virtual.unplug();
      else if (trouble === 'reset board') virtual.reset();
      else {
        await killed(run.child);
        await sleep(500);
        run = started('resume', out);
        await sleep(1500);
      }
    }
    const gone = once(run.child, 'exit');
    run.child.kill('SIGINT');
    await gone;
    const entries = readJournal(join(out, 'journal.jsonl'));
    board = undefined;
    const { positive, negative } = await virtual.end();
    const sums = Object.values(PLACES).map(([row, column]) => {
      const { set, reset, uncertain } = givenTo({ row, column }, entries);
      const got = { set: positive[3 * row + column], reset: negative[3 * row + column] };
      return { set, reset, uncertain, got };
    });
    const settled = entries.filter((entry) => 'settled' in entry).length;
    process.stdout.write(`${JSON.stringify({ counts, settled, entries: entries.length, sums })}\n`);
    for (const { set, reset, uncertain, got } of sums) {
      const untold = got.set - set + got.reset - reset;
      expect([got.set >= set, got.reset >= reset, untold <= uncertain]).toEqual([true, true, true]);
      if (uncertain === 0) expect(got).toEqual({ set, reset });
    }
    expect(positive.reduce((sum, pulses) => sum + pulses, 0)).toBeGreaterThan(40);
  }, 240_000);
}); // prettier-ignore
