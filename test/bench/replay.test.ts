import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { replayBench } from '../../src/bench/replay-bench.js';
import { decodeLine, encodeReply } from '../../drivers/protocols/mbp/frame.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { UsageError } from '../../src/core/errors.js';
import { Desk, ORDER } from './desk.js';

const desk = new Desk();
let journal: JournalEntry[];

beforeAll(async () => {
  await desk.start('check', { ...ORDER, pulse: true });
  await desk.start('pulse', { ...ORDER, polarity: 'set', count: 5 });
  await desk.start('read', ORDER);
  await desk.start('characterise', { ...ORDER, pulses: 8 }, { stopAt: 70 });
  await desk.start('characterise', { ...ORDER, pulses: 8 });
  journal = desk.journal;
});

/** The journal with another entry, or none, in place of one. */
function altered(at: number, ...instead: JournalEntry[]): JournalEntry[] {
  return journal.toSpliced(at, 1, ...instead);
}

async function difference(entries: readonly JournalEntry[]): Promise<string | undefined> {
  const end = (await replayBench(entries, 'journal')).at(-1)!.end;
  return end.kind === 'differs' ? end.sentence : undefined;
}

/** Indices of the entries of a kind. */
const those = (kind: string) => journal.flatMap((entry, at) => (kind in entry ? [at] : []));

describe('a replay', () => {
  it('recomputes every command of a journal bit for bit', async () => {
    const parts = await replayBench(journal, 'journal');
    expect(parts.map(({ program, end }) => [program, end.kind])).toEqual([
      ['check', 'agrees'],
      ['pulse', 'agrees'],
      ['read', 'agrees'],
      ['characterise', 'agrees'],
      ['characterise', 'agrees'],
    ]);
    expect(parts.reduce((sum, { frames }) => sum + frames, 0)).toBe(
      those('sent').filter((at) => (journal[at].sent as string).startsWith('>')).length,
    );
  });

  it('is as far as the journal where that breaks off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: journal.length }), async (length) => {
        expect(await difference(journal.slice(0, length))).toBeUndefined();
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('finds any bit of any command that is another one', async () => {
    const sent = those('sent');
    await fc.assert(
      fc.asyncProperty(fc.nat(sent.length - 1), fc.nat(1000), fc.nat(6), async (which, place, bit) => {
        const at = sent[which];
        const line = journal[at].sent as string;
        const chars = line.split('');
        const flipped = chars[place % line.length].charCodeAt(0) ^ (1 << bit);
        chars[place % line.length] = String.fromCharCode(flipped);
        const found = await difference(altered(at, { ...journal[at], sent: chars.join('') }));
        expect(found).toContain(`entry ${at + 1} of the journal: got {"sent":`);
        expect(found).toContain('but the program does {"sent":');
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('finds another answer by what the program makes of it, and a missing entry', async () => {
    const answers = those('received').filter((at) => isReading(journal[at]));
    await fc.assert(
      fc.asyncProperty(fc.nat(answers.length - 1), async (which) => {
        const at = answers[which];
        expect(
          await difference(altered(at, { ...journal[at], received: oneMore(journal[at]) })),
        ).toBeDefined();
        expect(await difference(altered(at))).toBeDefined();
      }),
      { numRuns: 40, seed: 3 },
    );
    expect(await difference(altered(those('stop')[0]))).toBeDefined();
  });

  it('refuses what is no journal of the bench', async () => {
    await expect(replayBench([], 'x')).rejects.toThrow(UsageError);
    await expect(replayBench([{ at: 1, sent: '' }], 'x')).rejects.toThrow('expected a journal that begins');
    const begin = { program: 'toString' };
    await expect(replayBench([{ at: 1, begin }], 'x')).rejects.toThrow(
      'x:1: got the command "toString": expected one of check, read, readAll, pulse, characterise',
    );
  });
});

function frameOf({ received }: JournalEntry) {
  return decodeLine((received as string).trimEnd());
}

/** A reading whose current the program keeps; those of a self-test are told rounded. */
function isReading(entry: JournalEntry): boolean {
  const frame = frameOf(entry);
  return frame?.kind === 'reply' && frame.values.length === 4 && journal.indexOf(entry) > those('begin')[1];
}

/** The same reply with one picoampere more, and a right CRC. */
function oneMore(entry: JournalEntry): string {
  const frame = frameOf(entry);
  if (frame?.kind !== 'reply') throw new Error('no reply');
  const [picoamps, ...rest] = frame.values;
  return encodeReply(frame.seq, frame.boot, [Number(picoamps) + 1, ...rest]);
}
