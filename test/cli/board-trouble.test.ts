import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { readJournal } from '../../drivers/journal/read-journal.js';
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

async function laid(...args: string[]): Promise<BoardProgram> {
  board = new BoardProgram('--reference', '9990', '--noise', 'read', ...args);
  await board.connect().then((transport) => transport.close());
  return board;
}

const PLACES = [0, 1].map((row) => ({ row, column: 0 }));

/** Ends the board and returns its pulses and those of the journal, cell by cell. */
async function bothSums(virtual: BoardProgram, out: string) {
  board = undefined;
  const { positive, negative } = await virtual.end();
  const entries = readJournal(join(out, 'journal.jsonl'));
  const written = PLACES.map((place) => givenTo(place, entries));
  return { written, given: PLACES.map(({ row }) => ({ set: positive[3 * row], reset: negative[3 * row] })) };
}

/** The verbs of all frames to the board; a boot id may look like a word. */
const sentTo = (out: string) => {
  const frames = readFileSync(join(out, 'journal.jsonl'), 'utf8').matchAll(
    />[0-9A-F]{4} [0-9A-F]{4} ([A-Z]+)/g,
  );
  return Array.from(frames, ([, verb]) => verb);
};

describeWithSocat('a run on a board with faults', () => {
  it('counts pulses as uncertain when the board is reset in a train, reads the device, and continues learning', async () => {
    const virtual = await laid();
    const out = join(scratch(), 'run');
    const running = { over: false };
    const run = spawned(['run', experimentOn(virtual.path, { episodes: 200 }), '--out', out]);
    void run.finally(() => (running.over = true));
    // Resets after the first train of a boot was sent, until one of them was in a train; a reset while the run recovers ends it.
    const text = () => readFileSync(join(out, 'journal.jsonl'), 'utf8');
    const hit = () => /"uncertain":[1-9]/.test(text());
    const boots = () => new Set(Array.from(text().matchAll(/ ([0-9A-F]{4}) TRAIN /g), ([, id]) => id)).size;
    await until(() => trainsSent(out) > 0);
    for (let k = 0; k < 200 && !running.over && !hit(); k++) {
      const before = boots();
      virtual.reset();
      await until(() => running.over || boots() > before);
      await new Promise((done) => setTimeout(done, k % 5));
    }
    const { code, stderr } = await run;
    expect(code, stderr).toBe(0);
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary;
    const [{ ledger, board: physical }] = summary.conditions;
    const { written, given } = await bothSums(virtual, out);
    const uncertain = written.reduce((sum, one) => sum + one.uncertain, 0);
    expect(uncertain).toBeGreaterThan(0);
    expect(physical!.uncertainPulses).toBe(uncertain);
    for (const [k, { set, reset }] of written.entries()) {
      const more = given[k].set + given[k].reset - set - reset;
      expect(more).toBeGreaterThanOrEqual(0);
      expect(more).toBeLessThanOrEqual(written[k].uncertain);
      expect(ledger.perDevice.set[3 * k]).toBe(set);
    }
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain(
      `${uncertain} (delivery not confirmed; excluded from the totals)`,
    );
    expect(await memloop(['replay', join(out, 'journal.jsonl')])).toMatchObject({ code: 0, stderr: '' });
  });

  it('sends nothing that it cannot record, and continues with every pulse counted', async () => {
    const virtual = await laid();
    const out = join(scratch(), 'run');
    const path = experimentOn(virtual.path, { episodes: 60 });
    const full = await spawned(['run', path, '--out', out], { fileBlocks: 150 });
    expect(full.code).toBe(1);
    expect(full.stderr).toContain('cannot write the journal');
    expect(full.stderr).toContain('continue with: memloop resume');
    expect((await memloop(['resume', out])).code).toBe(0);
    expect(await memloop(['replay', join(out, 'journal.jsonl')])).toMatchObject({ code: 0, stderr: '' });
    const { written, given } = await bothSums(virtual, out);
    expect(written).toEqual(given.map((sums) => ({ ...sums, uncertain: 0 })));
    expect(given[0].set).toBeGreaterThan(0);
  });

  it('refuses places and pulses beyond the board before it is armed', async () => {
    const virtual = await laid();
    const beyond = async (weights: object, changes = {}) => {
      const out = join(scratch(), 'run');
      const path = experimentOn(virtual.path, { episodes: 2 }, { weights, ...changes });
      const { code, stderr } = await memloop(['run', path, '--out', out]);
      expect(sentTo(out)).toEqual(['HELLO', 'CAPS']);
      return [code, stderr.trim()];
    };
    expect(await beyond({ C0: [10, 0] })).toEqual([
      2,
      'memloop: C0: got row 10, column 0: expected a cell of the board’s 10 rows and 3 columns, from 0',
    ]);
    expect(await beyond({ C0: [0, 0] }, { reference: { row: 12 } })).toEqual([
      2,
      'memloop: the reference row: got 12: expected one of the board’s 10 rows, from 0',
    ]);
  });

  it('ends if a cell misbehaves, names it, and never emulates it', async () => {
    const faults = join(scratch(), 'faults.json');
    writeFileSync(faults, JSON.stringify({ cells: [{ row: 1, column: 0, fault: 'open' }] }));
    const virtual = await laid('--faults', faults);
    const out = join(scratch(), 'run');
    const { code, stderr } = await memloop(['run', experimentOn(virtual.path), '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'C1 (row 1, column 0): got 3 flagged readings in a row (the circuit looks open)',
    );
    const entries = readJournal(join(out, 'journal.jsonl'));
    expect(entries.filter((entry) => 'quarantined' in entry)).toHaveLength(1);
    expect(sentTo(out).at(-1)).toBe('SAFE');
    const { given } = await bothSums(virtual, out);
    expect(given[1]).toEqual({ set: 0, reset: 0 });
  });
});
