import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCharacterisations } from '../../devices/measurements/csv-characterisations.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { meanResponse, riseAt } from '../../devices/vcm/response-curve.js';
import { readingsIn, replayBench } from '../../src/bench/replay-bench.js';
import { stepAt, stepCount, STEP_COLUMNS, type StepReading } from '../../src/bench/protocol.js';
import { LinkLost } from '../../drivers/sessions/errors.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { RunError } from '../../src/core/errors.js';
import { Desk, ORDER, type Fate } from './desk.js';

function fitted(readings: readonly StepReading[]) {
  const rows = readings.map(({ cycle, polarity, pulse, siemens }) => [cycle, polarity, pulse, siemens]);
  const csv = [STEP_COLUMNS, ...rows].map((row) => row.join(',')).join('\n');
  return fitDevices(csvCharacterisations(csv, 'desk', 'desk')).devices[0];
}

/** Pulses that a journal says reached the device, and how many more it cannot exclude. */
function journalled(journal: readonly JournalEntry[]): { certain: number; doubtful: number } {
  let [certain, doubtful, asked] = [0, 0, 0];
  for (const { pulsing, delivered, found } of journal) {
    if (pulsing !== undefined) asked = (pulsing as { count: number }).count;
    if (found === 'uncertain') doubtful += asked;
    certain += Number(delivered ?? (found === 'uncertain' ? 0 : (found ?? 0)));
  }
  return { certain, doubtful };
}

const stepOf = ({ cycle, polarity, pulse }: StepReading) => ({ cycle, polarity, pulse });

async function expectReplays(desk: Desk): Promise<void> {
  const parts = await replayBench(desk.journal, desk.path);
  for (const { end } of parts) expect(end.kind === 'differs' ? end.sentence : '').toBe('');
  expect(parts.at(-1)!.end.kind).toBe('agrees');
}

describe('a characterisation through the protocol', () => {
  it('gives memloop fit the parameters that the device was made of, to the resolution of the converter', async () => {
    const desk = new Desk({ bank: 'mean', noise: 'none' });
    await desk.start('characterise', { ...ORDER, cycles: 3, pulses: 200 });
    const { fit } = desk;
    const found = fitted(desk.readings);
    const span = fit.highestSiemens - fit.lowestSiemens;
    expect(Math.abs(found.lowestSiemens - fit.lowestSiemens)).toBeLessThan(2e-3 * span);
    expect(Math.abs(found.highestSiemens - fit.highestSiemens)).toBeLessThan(2e-3 * span);
    for (const polarity of ['set', 'reset'] as const) {
      const [ours, theirs] = [found, fit].map((of) => meanResponse(of.mean[polarity], 200));
      for (let p = 0; p <= 200; p++) expect(Math.abs(riseAt(ours, p) - riseAt(theirs, p))).toBeLessThan(3e-3);
      expect(Math.abs(found.mean[polarity].a - fit.mean[polarity].a)).toBeLessThan(1e-4);
      expect(found.mean[polarity].b / fit.mean[polarity].b).toBeCloseTo(1, 1);
    }
  });

  it('gives it the noise of the reads, within a fifth', async () => {
    const desk = new Desk({ bank: 'mean', noise: 'read' });
    await desk.start('characterise', { ...ORDER, cycles: 10, pulses: 200 });
    const [{ noise: found }, { noise }] = [fitted(desk.readings), desk.fit];
    const readLike = ({ white, pink }: typeof noise) =>
      Math.sqrt((white.set ** 2 + white.reset ** 2 + pink.set ** 2 + pink.reset ** 2) / 2);
    expect(readLike(found) / readLike(noise)).toBeGreaterThan(0.8);
    expect(readLike(found) / readLike(noise)).toBeLessThan(1.2);
    expect(found.accumulating.set).toBeLessThan(0.01);
  });

  it('measures in the order of the protocol, with exactly its pulses, and replays bit for bit', async () => {
    const desk = new Desk();
    const result = await desk.start('characterise', ORDER);
    expect(result).toEqual({ readings: 44, of: 44 });
    expect(desk.readings.map(stepOf)).toEqual(
      Array.from({ length: stepCount(ORDER) }, (_, at) => stepAt(ORDER, at)),
    );
    expect(desk.delivered).toEqual({ set: 20, reset: 20 });
    expect(journalled(desk.journal)).toEqual({ certain: 40, doubtful: 0 });
    expect(readingsIn(desk.journal)).toEqual(desk.readings);
    await expectReplays(desk);
  });

  it('is not begun on another board than the one whose calibration is on record', async () => {
    const desk = new Desk();
    const calibration = { serial: 'other', date: '2026-03-14', by: 'A. Person' };
    await expect(desk.start('characterise', ORDER, { calibration })).rejects.toThrow(
      'the board: got serial number desk: expected other, the board of the calibration record',
    );
    expect(desk.journal.some(({ board, sent }) => board ?? String(sent).includes(' ARM '))).toBe(false);
    await expectReplays(desk);
    await desk.start('characterise', ORDER, { calibration: { ...calibration, serial: 'desk' } });
    expect(desk.delivered).toEqual({ set: 20, reset: 20 });
  });

  it('is the same over a line with faults', async () => {
    const faults = { drop: 0.05, corrupt: 0.05, duplicate: 0.05, truncate: 0.02, delay: 0.02 };
    const desk = new Desk();
    await desk.start('characterise', ORDER, { cable: { faults, seed: 4, pieces: true, delayMs: 300 } });
    expect(desk.delivered).toEqual({ set: 20, reset: 20 });
    expect(journalled(desk.journal)).toEqual({ certain: 40, doubtful: 0 });
    await expectReplays(desk);
  });

  it('goes on after every unplug with the pulses that the board has counted', async () => {
    const desk = new Desk();
    let unplugged = 0;
    for (let seed = 1; readingsIn(desk.journal)?.length !== stepCount(ORDER); seed++) {
      const attempt = desk.start('characterise', ORDER, { cable: { faults: { unplug: 0.02 }, seed } });
      await attempt.catch((error: Error) => {
        expect(error).toBeInstanceOf(LinkLost);
        unplugged++;
      });
    }
    expect(unplugged).toBeGreaterThan(2);
    expect(desk.delivered).toEqual({ set: 20, reset: 20 });
    expect(journalled(desk.journal)).toEqual({ certain: 40, doubtful: 0 });
    for (const { end } of await replayBench(desk.journal, desk.path)) expect(end.kind).toBe('agrees');
  });

  it('stops when it is told to, between two pulses, with the board safe, and goes on later', async () => {
    const desk = new Desk();
    const result = await desk.start('characterise', ORDER, { stopAt: 60 });
    expect(result!.readings).toBeGreaterThan(2);
    expect(result!.readings).toBeLessThan(44);
    expect(desk.journal.findLast(({ sent }) => sent !== undefined)!.sent).toMatch(/ SAFE\*/);
    await desk.start('characterise', ORDER);
    expect(desk.delivered).toEqual({ set: 20, reset: 20 });
    await expectReplays(desk);
  });

  it('begins with RESET pulses where it is told to', async () => {
    const desk = new Desk();
    await desk.start('characterise', { ...ORDER, prepare: true });
    expect(desk.delivered).toEqual({ set: 20, reset: 30 });
    await expectReplays(desk);
  });

  it('stops in the middle of those RESET pulses, and gives them all when it goes on', async () => {
    const desk = new Desk();
    const order = { ...ORDER, pulses: 100, cycles: 1, prepare: true };
    await desk.start('characterise', order, { stopAt: ' TRAIN ' });
    const { reset } = desk.delivered;
    expect(reset).toBeLessThan(100);
    expect(desk.readings).toEqual([]);
    await desk.start('characterise', order);
    expect(desk.delivered).toEqual({ set: 100, reset: reset + 200 });
    await expectReplays(desk);
  });

  it('does not begin with them where it is told to stop before', async () => {
    const desk = new Desk();
    const ended = desk.start('characterise', { ...ORDER, prepare: true }, { stopAt: ' ARM ' });
    await expect(ended).rejects.toThrow('stopped before anything was done');
    expect(desk.delivered).toEqual({ set: 0, reset: 0 });
  });

  it.each([
    ['open', 'the current is below the noise'],
    ['short', 'the converter is saturated'],
  ] as const)('takes no number from a cell that is %s', async (fault, words) => {
    const desk = new Desk({ faults: [{ row: 0, column: 0, fault }] });
    await expect(desk.start('characterise', ORDER)).rejects.toThrow(RunError);
    expect(desk.readings).toEqual([]);
    expect(desk.journal.find(({ failed }) => failed !== undefined)!.failed).toContain(words);
    await expectReplays(desk);
  });
});

describe('a characterisation that is killed', () => {
  const fate = fc.record({ killedAt: fc.nat(160), noted: fc.boolean(), reset: fc.boolean() });

  it('goes on with every pulse accounted for, wherever it was killed, and also if the board was reset', async () => {
    const seen = { kills: 0, found: [0, 0], uncertain: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 3 }), async (fates) => {
        const desk = await livedThrough(fates, seen);
        const { certain, doubtful } = journalled(desk.journal);
        const { set, reset } = desk.delivered;
        expect(set + reset).toBeGreaterThanOrEqual(certain);
        expect(set + reset).toBeLessThanOrEqual(certain + doubtful);
        if (fates.every((each) => !each.reset)) {
          expect(doubtful).toBe(0);
          expect(desk.delivered).toEqual({ set: 20, reset: 20 });
        }
        expect(readingsIn(desk.journal)!.map(stepOf)).toEqual(
          Array.from({ length: stepCount(ORDER) }, (_, at) => stepAt(ORDER, at)),
        );
        await expectReplays(desk);
      }),
      { numRuns: 200, seed: 5 },
    );
    // Each of the ways to end is really among them.
    expect(seen.kills).toBeGreaterThan(200);
    for (const count of [...seen.found, seen.uncertain]) expect(count).toBeGreaterThan(5);
  });

  async function livedThrough(
    fates: readonly (Fate & { reset: boolean })[],
    seen: { kills: number; found: number[]; uncertain: number },
  ): Promise<Desk> {
    const desk = new Desk();
    for (const fate of fates) {
      if ((await desk.start('characterise', ORDER, fate)) === undefined) seen.kills++;
      if (fate.reset) desk.resetBoard();
    }
    await desk.start('characterise', ORDER);
    for (const { found } of desk.journal) {
      if (found === 'uncertain') seen.uncertain++;
      else if (found !== undefined) seen.found[found as number]++;
    }
    return desk;
  }
});
