import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { readJournal } from '../../drivers/journal/read-journal.js';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { experimentOn } from '../cli/board-experiment.js';
import { BoardProgram } from '../cli/board-program.js';
import { describeWithSocat } from '../rig.js';
import { scratch } from '../scratch.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const PLACES = { C6: [6, 0], C7: [7, 0] };
/** Stalls on each side, and their length: host and board by turns. */
const [STALLS, MILLISECONDS] = [6, 1500];

let board: BoardProgram | undefined;
afterEach(async () => {
  await board?.end().catch(() => {});
  board = undefined;
});

describeWithSocat('a run on a board, where host and board are stopped and go on', () => {
  it('ends as an unbroken one, and its journal is what the board counted', async () => {
    const virtual = (board = new BoardProgram('--reference', '9990', '--noise', 'read'));
    await virtual.connect().then((transport) => transport.close());
    const out = join(scratch(), 'run');
    const experiment = experimentOn(
      virtual.path,
      { episodes: 1500, learningRate: 0.5 },
      { weights: PLACES, heartbeatSeconds: 0.5 },
    );
    const run = spawn(process.execPath, [program, 'run', experiment, '--out', out], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    run.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    const ended = once(run, 'exit');
    let stalls = 0;
    await sleep(2500);
    for (; stalls < STALLS && run.exitCode === null; stalls++) {
      const side = stalls % 2 === 0 ? run.pid! : virtual.pid;
      process.kill(side, 'SIGSTOP');
      await sleep(MILLISECONDS);
      process.kill(side, 'SIGCONT');
      await sleep(1000);
    }
    const [code] = (await ended) as [number];
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(stalls).toBeGreaterThanOrEqual(3);
    const entries = readJournal(join(out, 'journal.jsonl'));
    expect(entries.filter(({ sent }) => String(sent).includes(' HELLO ')).length).toBeGreaterThan(1);
    board = undefined;
    const { positive, negative } = await virtual.end();
    for (const [row, column] of Object.values(PLACES)) {
      const { set, reset, uncertain } = givenTo({ row, column }, entries);
      expect([set, reset, uncertain]).toEqual([positive[3 * row], negative[3 * row], 0]);
    }
    expect(positive.reduce((sum, pulses) => sum + pulses, 0)).toBeGreaterThan(40);
  }, 120_000);
}); // prettier-ignore
