import { describe, expect, it } from 'vitest';
import { RunError, UsageError } from '../../src/core/errors.js';
import { Desk, LIMITS, ORDER } from './desk.js';

describe('pulses at the bench', () => {
  it('are those that were asked for, as one train, between two reads', async () => {
    const desk = new Desk();
    const pulsed = await desk.start('pulse', { ...ORDER, polarity: 'set', count: 150 });
    expect(pulsed!.done).toBe(150);
    expect(pulsed!.after.siemens).toBeGreaterThan(pulsed!.before.siemens);
    expect(desk.delivered).toEqual({ set: 150, reset: 0 });
    await desk.start('pulse', { ...ORDER, polarity: 'reset', count: 70 });
    expect(desk.delivered).toEqual({ set: 150, reset: 70 });
  });

  it('end in the middle of a train when they are told to, and are counted', async () => {
    const desk = new Desk();
    const sent = desk.start('pulse', { ...ORDER, polarity: 'set', count: 200 }, { stopAt: ' TRAIN ' });
    const { done } = (await sent)!;
    expect(desk.journal.some(({ stop }) => stop === 'SIGINT')).toBe(true);
    expect(done).toBeLessThan(200);
    expect(desk.delivered).toEqual({ set: done, reset: 0 });
    expect(desk.journal.findLast((entry) => 'sent' in entry)!.sent).toMatch(/ SAFE\*/);
  });

  it('are not sent where they are told to stop before, and the device is read', async () => {
    const desk = new Desk();
    const order = { ...ORDER, polarity: 'set' as const, count: 200 };
    expect((await desk.start('pulse', order, { stopAt: ' READ ' }))!.done).toBe(0);
    expect(desk.journal.some(({ sent }) => String(sent).includes(' TRAIN '))).toBe(false);
    expect(desk.delivered).toEqual({ set: 0, reset: 0 });
  });

  it.each([' HELLO ', ' CAPS'])(
    'of a program that is stopped at %s: the board is never armed',
    async (stopAt) => {
      const desk = new Desk();
      const sent = desk.start('pulse', { ...ORDER, polarity: 'set', count: 9 }, { stopAt });
      await expect(sent).rejects.toThrow('SIGINT: stopped before anything was done; the board is safe');
      expect(desk.journal.some((entry) => String(entry.sent).includes(' ARM '))).toBe(false);
      expect(desk.delivered).toEqual({ set: 0, reset: 0 });
    },
  );

  it('end at the compliance, and it is said how far they came', async () => {
    const desk = new Desk();
    const limits = { ...LIMITS, picoampsMax: 20_000_000 };
    const sent = desk.start('pulse', { ...ORDER, polarity: 'set', count: 9 }, { limits });
    await expect(sent).rejects.toThrow(
      'row 0, column 0: 1 of 9 pulses were delivered: the current reached the compliance',
    );
    await expect(sent).rejects.toThrow(RunError);
    expect(desk.delivered).toEqual({ set: 1, reset: 0 });
  });

  it('are refused unsent where they are beyond what the board has', async () => {
    const desk = new Desk();
    const place = { row: 1, column: 0 };
    await expect(desk.start('pulse', { ...ORDER, place, polarity: 'set', count: 1 })).rejects.toThrow(
      UsageError,
    );
    expect(desk.journal.some(({ sent }) => String(sent).includes('TRAIN'))).toBe(false);
  });
});

describe('a journal that cannot be written any more', () => {
  it.each(Array.from({ length: 14 }, (_, at) => at))(
    'from entry %i on: no pulse is sent that is not in it, and the board is safe',
    async (full) => {
      const desk = new Desk();
      const sent = desk.start('pulse', { ...ORDER, polarity: 'set', count: 3 }, { full });
      await expect(sent).rejects.toThrow('no space left');
      const inJournal = desk.journal.some(({ sent }) => String(sent).includes(' TRAIN '));
      expect(desk.delivered.set).toBe(inJournal ? 3 : 0);
      await desk.pass(2000);
      expect(desk.armed).toBe(false);
    },
  );
});

describe('a self-test of a board', () => {
  it('passes without a pulse, and with two', async () => {
    const desk = new Desk();
    for (const pulse of [false, true]) {
      const { findings } = (await desk.start('check', { ...ORDER, pulse }))!;
      expect(findings.filter(({ passed }) => !passed)).toEqual([]);
      expect(desk.delivered).toEqual(pulse ? { set: 1, reset: 1 } : { set: 0, reset: 0 });
    }
  });

  it('sends no pulse after it is told to stop', async () => {
    const desk = new Desk();
    await desk.start('check', { ...ORDER, pulse: true }, { stopAt: ' READ ' });
    expect(desk.delivered).toEqual({ set: 0, reset: 0 });
  });

  it.each(['open', 'short'] as const)('fails on a cell that is %s', async (fault) => {
    const desk = new Desk({ faults: [{ row: 0, column: 0, fault }] });
    const { findings } = (await desk.start('check', { ...ORDER, pulse: false }))!;
    expect(findings.filter(({ passed }) => !passed).map(({ what }) => what)).toContain(
      '10 readings at row 0, column 0',
    );
    expect(desk.delivered).toEqual({ set: 0, reset: 0 });
  });
});

describe('a board that is another one', () => {
  it('does not go on with a characterisation', async () => {
    const desk = new Desk();
    await desk.start('characterise', ORDER, { stopAt: 40 });
    desk.exchangeBoard('another');
    await expect(desk.start('characterise', ORDER)).rejects.toThrow(
      'the board: got serial number another: expected desk, with which the journal began',
    );
  });
});
