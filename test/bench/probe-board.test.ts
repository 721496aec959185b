import { describe, expect, it } from 'vitest';
import { driveOf } from '../../src/bench/drive-plan.js';
import { ALONE, probesIn, type ProbeOrder } from '../../src/bench/probe-board.js';
import { replayBench } from '../../src/bench/replay-bench.js';
import { AMPLIFIER_AMPERES } from '../../src/on-board/virtual-cells.js';
import { Desk } from './desk.js';

const [ROWS, COLUMNS] = [10, 2];
const ORDER: ProbeOrder = {
  place: { row: 0, column: 0 },
  read: { microvolts: 200_000, settleNanos: 10_000, averages: 1 },
  probes: 20,
  seed: 5,
};

const desk = () => new Desk({ rows: ROWS, columns: COLUMNS, noise: 'none' });

/** The probes of an unbroken measurement. */
async function unbroken() {
  const whole = desk();
  const result = await whole.start('probe', ORDER);
  return { result, probes: probesIn(whole.journal) };
}

describe('probes of a board', () => {
  it('drive as many rows as the board sums, and end with each device alone', async () => {
    const whole = desk();
    const result = await whole.start('probe', ORDER);
    const truth = whole.cells.conductances();
    expect(result).toMatchObject({ probes: 20, of: 20 });
    for (const [d, siemens] of result!.direct!.entries()) expect(Math.abs(siemens - truth[d])).toBeLessThan((5 * AMPLIFIER_AMPERES) / 0.2 / Math.sqrt(ALONE) + 1e-8);
    for (const [n, { rows, microvolts, picoamps }] of probesIn(whole.journal).entries()) {
      const drive = driveOf(ORDER.seed, n, ROWS, 8);
      expect(rows).toEqual(drive.rows);
      expect(microvolts).toEqual(drive.signs.map((sign) => sign * 200_000));
      for (const [c, amount] of picoamps.entries()) {
        const expected = rows.reduce((sum, row, k) => sum + microvolts[k] * 1e-6 * truth[row * COLUMNS + c], 0);
        expect(Math.abs(amount * 1e-12 - expected)).toBeLessThan(5 * AMPLIFIER_AMPERES + 5e-9);
      }
    }
    expect(whole.delivered).toEqual({ set: 0, reset: 0 });
  });

  it('go on after a stop with the same numbers as without it', async () => {
    const { result, probes } = await unbroken();
    const stopped = desk();
    const first = await stopped.start('probe', ORDER, { stopAt: '"probe"' });
    expect(first!.probes).toBeLessThan(20);
    expect(first!.direct).toBeUndefined();
    expect(await stopped.start('probe', ORDER)).toEqual(result);
    expect(probesIn(stopped.journal)).toEqual(probes);
    const parts = await replayBench(stopped.journal, 'journal');
    expect(parts.map(({ end }) => end.kind)).toEqual(['agrees', 'agrees']);
  });

  it.each([12, 25, 60, 101])('go on after being killed at entry %i, with the same voltages', async (killedAt) => {
    const { probes } = await unbroken();
    const killed = desk();
    await killed.start('probe', ORDER, { killedAt });
    const kept = probesIn(killed.journal);
    expect(kept.length).toBeLessThan(20);
    expect(await killed.start('probe', ORDER)).toMatchObject({ probes: 20 });
    const all = probesIn(killed.journal);
    expect(all.slice(0, kept.length)).toEqual(kept);
    expect(all.map(({ rows, microvolts }) => ({ rows, microvolts }))).toEqual(probes.map(({ rows, microvolts }) => ({ rows, microvolts })));
    for (const [n, { picoamps }] of all.entries())
      for (const [c, amount] of picoamps.entries()) expect(Math.abs(amount - probes[n].picoamps[c]) * 1e-12).toBeLessThan(8 * AMPLIFIER_AMPERES + 5e-9);
  });

  it('are refused where they are too few', async () => {
    await expect(desk().start('probe', { ...ORDER, probes: 11 })).rejects.toThrow('--probes: got 11: expected at least 12 for 10 rows');
  });
}); // prettier-ignore
