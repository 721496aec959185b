import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Summary } from '../../src/runs/summary.js';
import { describeWithSocat, until } from '../rig.js';
import { experimentOn, trainsSent } from './board-experiment.js';
import { BoardProgram } from './board-program.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

let board: BoardProgram | undefined;
afterEach(async () => {
  await board?.end().catch(() => {});
  board = undefined;
});

function laid(...args: string[]): BoardProgram {
  return (board = new BoardProgram('--reference', '9990', '--noise', 'read', ...args));
}

const replayed = (out: string) => memloop(['replay', join(out, 'journal.jsonl')]);

const summaryOf = (directory: string) =>
  JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8')) as Summary;

describeWithSocat('memloop run with a board behind a pseudo-terminal', () => {
  it('learns on it, says that it is emulated, and counts every pulse that the board delivered', async () => {
    const virtual = laid();
    await virtual.connect().then((transport) => transport.close());
    const out = join(scratch(), 'run');
    const { code, stderr } = await memloop([
      'run',
      experimentOn(virtual.path, { episodes: 20 }),
      '--out',
      out,
    ]);
    expect([code, stderr.includes('memloop:')]).toEqual([0, false]);
    const [condition] = summaryOf(out).conditions;
    expect(condition).toMatchObject({ provenance: 'emulated', product: 'in-memory' });
    const { perDevice } = condition.ledger;
    const started = ['C0', 'C1'].map((name) =>
      condition
        .board!.started.filter((one) => one.name === name)
        .reduce((sum, { pulses }) => sum + pulses, 0),
    );
    board = undefined;
    const { positive, negative } = await virtual.end();
    // weights are numbered by cell, 3 a cell, and so are the board's cells, 3 a row
    expect([positive[0], positive[3]]).toEqual([perDevice.set[0], perDevice.set[3]]);
    expect([negative[0], negative[3]]).toEqual([
      perDevice.reset[0] + started[0],
      perDevice.reset[3] + started[1],
    ]);
    expect(positive[0]).toBeGreaterThan(0);
    expect(condition.board!.time.hostMedian).toBeLessThan(0.3);
    const report = readFileSync(join(out, 'report.html'), 'utf8');
    expect(report).toContain('<td>emulated</td>');
    expect(report).toContain('id="fig3b-td-error"');
    for (const line of [
      '|measured − expected|',
      'waiting for the link',
      'waiting for devices',
      'host computer',
    ])
      expect(report).toContain(`<th scope="row">${line}</th>`);
    expect(await replayed(out)).toMatchObject({ code: 0, stderr: '' });
  });

  it('continues after the board was unplugged, with no extra pulse', async () => {
    const virtual = laid();
    await virtual.connect().then((transport) => transport.close());
    const out = join(scratch(), 'run');
    const running = spawned(['run', experimentOn(virtual.path, { episodes: 40 }), '--out', out]);
    await until(() => trainsSent(out) >= 20);
    virtual.unplug();
    expect((await running).code).toBe(0);
    const [{ ledger, board: physical }] = summaryOf(out).conditions;
    const given = ledger.perDevice.set[0] + ledger.perDevice.set[3];
    const taken = ledger.perDevice.reset[0] + ledger.perDevice.reset[3];
    const started = physical!.started.reduce((sum, { pulses }) => sum + pulses, 0);
    board = undefined;
    const { positive, negative } = await virtual.end();
    expect([positive[0] + positive[3], negative[0] + negative[3]]).toEqual([given, taken + started]);
    expect(virtual.lines).toBeGreaterThan(1);
    expect(await replayed(out)).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends safe on Ctrl-C, and continues from the unfinished seed', async () => {
    const virtual = laid();
    await virtual.connect().then((transport) => transport.close());
    const out = join(scratch(), 'run');
    const kill = { signal: 'SIGINT' as const, when: () => trainsSent(out) >= 20 };
    const stopped = await spawned(['run', experimentOn(virtual.path, { episodes: 200 }), '--out', out], {
      kill,
    });
    expect([stopped.code, stopped.stderr]).toEqual([
      130,
      expect.stringContaining('continue with: memloop resume'),
    ]);
    const transport = await virtual.connect();
    await transport.close();
    const resumed = await memloop(['resume', out]);
    expect(resumed.code).toBe(0);
    expect(summaryOf(out).conditions[0].board!.started).toHaveLength(2);
    const again = await replayed(out);
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toMatch(
      /^learn: \d+ frames identical\nlearn: \d+ frames identical\n1 of 1 runs recomputed with the same results\n$/,
    );
  });
});
