import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { decodeLine, encodeReply } from '../../drivers/protocols/mbp/frame.js';
import { UsageError } from '../../src/core/errors.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { isLearning, replayRuns } from '../../src/on-board/replay-runs.js';
import { createRun } from '../../src/runs/run-directory.js';
import { sourceOf } from '../../src/on-board/source-of.js';
import { execute } from '../../src/runs/runner.js';
import { scratch } from '../scratch.js';

const directory = scratch();
const run = join(directory, 'run');
const journal = join(run, 'journal.jsonl');
let entries: JournalEntry[];
let attempts = 0;

beforeAll(async () => {
  const experiment = parseExperiment({
    environment: 't-maze',
    seeds: 2,
    episodes: 8,
    threshold: 0.0025,
    conditions: [
      { name: 'on board', bank: 'cycles' },
      { name: 'ideal', bank: 'ideal' },
    ],
    board: { port: 'virtual', weights: { C6: [6, 0], C5: [5, 0] }, reference: { row: 9 } },
  });
  const made = createRun(run, experiment);
  await execute(made, sourceOf(made), () => {}, new AbortController().signal);
  entries = readJournal(journal);
});
afterAll(() => rmSync(directory, { recursive: true }));

function replayed(some: readonly JournalEntry[] = entries) {
  const out = join(directory, `out-${attempts++}`);
  mkdirSync(out);
  return { out, outcome: replayRuns(some, journal, out) };
}

const RESULTS = ['episodes.csv', 'critic.csv', 'costs.csv', 'ledger.csv', 'seeds.csv', 'board.jsonl', 'summary.json']; // prettier-ignore

describe('a run on a board, learned again from its journal', () => {
  it('gives the same files, byte for byte, without the board', async () => {
    expect(isLearning(entries)).toBe(true);
    const { out, outcome } = replayed();
    expect(await outcome).toMatchObject({ done: 4, total: 4, difference: undefined });
    for (const file of RESULTS)
      expect(readFileSync(join(out, file), 'utf8'), file).toBe(readFileSync(join(run, file), 'utf8'));
  });

  it('differs where a reading was another one', async () => {
    const at = entries.findIndex((entry, k) => k > entries.length / 2 && isReading(entry));
    const frame = decodeLine((entries[at]['received'] as string).trim());
    if (frame?.kind !== 'reply') throw new Error('no reply');
    const values = [Number(frame.values[0]) * 2 + 1_000_000, ...frame.values.slice(1)];
    const received = encodeReply(frame.seq, frame.boot, values);
    const { outcome } = replayed(entries.toSpliced(at, 1, { ...entries[at], received }));
    expect((await outcome).difference).toMatch(/^entry \d+ of the journal: got .*, but the program does /);
  });

  it('differs where the results are others, and says where', async () => {
    const path = join(run, 'episodes.csv');
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n');
    writeFileSync(path, lines.toSpliced(5, 1, `${lines[5]}7`).join('\n'));
    const { difference } = await replayed().outcome;
    writeFileSync(path, text);
    expect(difference).toBe(`${path}:6: got "${lines[5]}7": the replay gives "${lines[5]}"`);
  });

  it('is as far as the journal, where that breaks off', async () => {
    const { parts, done } = await replayed(entries.slice(0, entries.length / 3)).outcome;
    expect(parts.map(({ end }) => end.kind)).toEqual(['breaks off']);
    expect(done).toBeLessThan(2);
  });

  it('is refused of another run', async () => {
    const begin = { ...(entries[0]['begin'] as object), sha256: 'other' };
    await expect(replayed([{ at: 0, begin }]).outcome).rejects.toThrow(UsageError);
    const later = { ...(entries[0]['begin'] as object), from: 2 };
    await expect(replayed([{ at: 0, begin: later }]).outcome).rejects.toThrow(
      ':1: got run 3 after 0: expected a complete journal',
    );
  });
});

function isReading({ received }: JournalEntry): boolean {
  const frame = typeof received === 'string' ? decodeLine(received.trim()) : undefined;
  return frame?.kind === 'reply' && frame.values.length === 4;
}
