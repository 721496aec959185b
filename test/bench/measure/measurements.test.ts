import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JartCells } from '../../../drivers/virtual/jart-cells.js';
import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import type { MeasureOrder } from '../../../src/bench/measure/measurement-kind.js';
import { measurements } from '../../../src/bench/measure/measurements.js';
import { measureProgress, rowsOf } from '../../../src/bench/measure/measure-progress.js';
import { replayBench } from '../../../src/bench/replay-bench.js';
import { applyPulse } from '../../../devices/jart/apply-pulse.js';
import { JartCell } from '../../../devices/jart/jart-cell.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';
import { voltageSweep } from '../../../devices/jart/voltage-sweep.js';
import { readSeconds } from '../../../drivers/sessions/read-dose.js';
import { completeSettings } from '../../../src/core/setting.js';
import { Desk, LIMITS, ORDER, type Fate } from '../desk.js';

const { place, set, reset, periodNanos, read } = ORDER;
const SETTINGS = { place, set, reset, periodNanos, read };
const WIDE = { ...LIMITS, readMicrovoltsMax: 2_000_000 };

function orderOf(measurement: string, settings: Record<string, number>): MeasureOrder {
  const kind = measurements.get(measurement);
  const jart = {
    set: { microvolts: 1_000_000, widthNanos: 1000 },
    reset: { microvolts: -1_500_000, widthNanos: 1000 },
  };
  return {
    ...SETTINGS,
    ...(kind.anyVoltage && jart),
    measurement,
    settings: completeSettings(kind.settings, settings),
  };
}

/** A short form of each measurement. */
const SHORT: Readonly<Record<string, Record<string, number>>> = {
  endurance: { cycles: 4, pulses: 8, perDecade: 2, closed: 1 },
  ispp: { step: 0.1, cycles: 2 },
  iv: { step: 0.25 },
  retention: { duration: 400, first: 10, perDecade: 4 },
  disturb: { reads: 30 },
  levels: { levels: 3, rounds: 1, pulses: 30 },
};

function deskFor(measurement: string): Desk {
  return measurements.get(measurement).anyVoltage ? new Desk({}, new JartCells(1, 1)) : new Desk();
}

/** Pulses that a journal says were given, and those that it cannot confirm. */
function journalled(journal: readonly JournalEntry[]) {
  const sum = { given: 0, uncertain: 0 };
  for (const { delivered = 0, uncertain = 0 } of journal as readonly {
    delivered?: number;
    uncertain?: number;
  }[]) {
    sum.given += delivered;
    sum.uncertain += uncertain;
  }
  return sum;
}

async function expectReplays(desk: Desk): Promise<void> {
  const parts = await replayBench(desk.journal, desk.path);
  for (const { end } of parts) expect(end.kind === 'differs' ? end.sentence : '').toBe('');
  expect(parts.at(-1)!.end.kind).toBe('agrees');
}

const rowsIn = (desk: Desk) => rowsOf(measureProgress(desk.journal).records);

describe.each(measurements.names)('the measurement %s', (name) => {
  const order = orderOf(name, SHORT[name]);
  const fate = fc.record({ killedAt: fc.nat(140), noted: fc.boolean(), reset: fc.boolean() });

  it('does what its journal says, within its extent, and replays bit for bit', async () => {
    const desk = deskFor(name);
    const { rows, summary } = (await desk.start('measure', order, { limits: WIDE }))!;
    const { delivered } = desk;
    expect(desk.rows.length).toBe(rows);
    expect(rows).toBeGreaterThan(2);
    expect(rowsIn(desk)).toEqual(desk.rows);
    expect(journalled(desk.journal)).toEqual({ given: delivered.set + delivered.reset, uncertain: 0 });
    const extent = measurements.get(name).extent(order);
    expect(delivered.set).toBeLessThanOrEqual(extent.set);
    expect(delivered.reset).toBeLessThanOrEqual(extent.reset);
    expect(measureProgress(desk.journal).records.length).toBeLessThanOrEqual(extent.reads + extent.set + extent.reset); // prettier-ignore
    expect(summary!.answer).not.toBe('');
    expect(Object.values(measurements.get(name).drawing(desk.rows, order).curves).length).toBeGreaterThan(0);
    await expectReplays(desk);
  });

  it('goes on after kills, stops and resets with every pulse accounted for', async () => {
    const unbroken = deskFor(name);
    await unbroken.start('measure', order, { limits: WIDE });
    let [kills, uncertain] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 3 }), async (fates) => {
        const desk = deskFor(name);
        for (const { reset, ...each } of fates as (Fate & { reset: boolean })[]) {
          if ((await desk.start('measure', order, { ...each, limits: WIDE })) === undefined) kills++;
          if (reset) desk.resetBoard();
        }
        await desk.start('measure', order, { limits: WIDE });
        const found = journalled(desk.journal);
        const pulses = desk.delivered.set + desk.delivered.reset;
        expect(pulses).toBeGreaterThanOrEqual(found.given);
        expect(pulses).toBeLessThanOrEqual(found.given + found.uncertain);
        uncertain += found.uncertain;
        expect(rowsIn(desk).reduce((sum, row) => sum + row.uncertain, 0)).toBe(found.uncertain);
        if (fates.every(({ reset }) => !reset)) expect(found.uncertain).toBe(0);
        const adaptive = name === 'levels' || (name === 'ispp' && found.uncertain > 0);
        if (!adaptive) {
          expect(found.given + found.uncertain).toBe(unbroken.delivered.set + unbroken.delivered.reset);
          if (name !== 'retention')
            expect(rowsIn(desk).map(({ row }) => row)).toEqual(unbroken.rows.map(({ row }) => row));
        }
        await expectReplays(desk);
      }),
      { numRuns: 12, seed: 3 },
    );
    expect(kills).toBeGreaterThan(8);
    if (name === 'endurance' || name === 'ispp') expect(uncertain).toBeGreaterThan(0);
  });
});

describe('endurance', () => {
  it('counts its cycles as the board does, and ends at the first recorded cycle with a closed window', async () => {
    const desk = new Desk({ bank: 'mean', noise: 'none' });
    const order = orderOf('endurance', { cycles: 20, pulses: 10, perDecade: 1, closed: 1 });
    const { summary } = (await desk.start('measure', order))!;
    expect(desk.delivered).toEqual({ set: 200, reset: 200 });
    expect(summary!.answer).toMatch(/^window (open|closed) after 20 cycles/);
    const closing = new Desk({ bank: 'mean', noise: 'none' });
    const closed = (await closing.start('measure', orderOf('endurance', { cycles: 20, pulses: 10, perDecade: 1, closed: 100 })))!; // prettier-ignore
    expect(closed.summary!.answer).toMatch(/^window closed after 1 cycle \(it was never seen open\)/);
    expect(closing.delivered).toEqual({ set: 10, reset: 10 });
  });
});

describe('ispp', () => {
  it('ends with the first amplitude that reaches the target, found by the model itself', async () => {
    const model = new JartCells(1, 1);
    let volts = 0.3;
    for (; model.conductances()[0] < 300e-6; volts += 0.05) model.pulse(0, 0, volts, 1e-6);
    const desk = new Desk({}, new JartCells(1, 1));
    const { summary } = (await desk.start('measure', orderOf('ispp', { setTarget: 300 })))!;
    expect(summary!.numbers['setVolts']).toBeCloseTo(volts - 0.05, 9);
    expect(summary!.numbers['setReached']).toBe(1);
    expect(summary!.answer).toContain('SET target reached at');
  });
});

describe('iv', () => {
  it('is the staircase of the model itself, and close to its continuous sweep', async () => {
    const cells = new JartCells(1, 1);
    const desk = new Desk({}, cells);
    const order = { ...orderOf('iv', { step: 0.01 }), reset: { microvolts: -1_000_000, widthNanos: 1000 } };
    await desk.start('measure', order, { limits: WIDE });
    const seconds = readSeconds(order.read.settleNanos, order.read.averages);
    const sweep = voltageSweep({ rate: 0.01 / seconds, setPeak: -1, resetPeak: 0, spacing: 0.01 });
    let [y, k] = [Math.log(jartV1b.lowestN), 0];
    const cell = new JartCell(jartV1b);
    const lsb = 2 ** -17 * 2e-3;
    for (const { row, amperes } of desk.rows.slice(0, 201)) {
      const volts = Number(row!['applied_volts']);
      y = applyPulse(cell, y, -volts, seconds);
      cell.solve(Math.exp(y), -volts);
      expect(Math.abs(amperes + cell.amperes)).toBeLessThanOrEqual(lsb);
      // On the way back the cell is where the sweep left it.
      if (k++ > 110 && volts !== 0) expect(amperes / -sweep.amperes[k - 1]).toBeCloseTo(1, 1);
    }
    const switched = (volts: ArrayLike<number>, amperes: ArrayLike<number>) =>
      Array.from(amperes).findIndex(
        (each, at) => Math.abs(each) > 1e-4 && at > 0 && Number.isFinite(volts[at]),
      );
    const [ours, theirs] = [
      switched(
        desk.rows.map(({ volts }) => volts),
        desk.rows.map(({ amperes }) => amperes),
      ),
      switched(sweep.volts, sweep.amperes),
    ];
    expect(theirs).toBeGreaterThan(5);
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1);
  });
});

describe('levels', () => {
  it('reaches targets within the tolerance, where the cell truly is', async () => {
    const desk = new Desk({ bank: 'mean', noise: 'none' });
    const order = orderOf('levels', { levels: 4, rounds: 2, pulses: 150, tolerance: 4 });
    const { summary } = (await desk.start('measure', order))!;
    expect(summary!.numbers).toMatchObject({ reached: 8, of: 8 });
    const { row, siemens } = desk.rows.at(-1)!;
    expect(desk.cells.conductances()[0]).toBeCloseTo(siemens, 7);
    const ends = desk.rows.filter((each, k) => typeof each.row!['target_siemens'] === 'number' && desk.rows[k + 1]?.row!['pulse'] === 0); // prettier-ignore
    const [high, low] = [desk.rows[150].siemens, desk.rows[301].siemens];
    for (const end of [...ends, { row, siemens }])
      if (typeof end.row!['target_siemens'] === 'number')
        expect(Math.abs(end.siemens - end.row!['target_siemens'])).toBeLessThanOrEqual(0.04 * (high - low) + 1e-12); // prettier-ignore
  });
});

describe('retention and disturb', () => {
  it('reads at its times, gives no pulse, and finds no drift in a device that has none', async () => {
    const desk = new Desk({ bank: 'mean', noise: 'read' });
    const { summary } = (await desk.start('measure', orderOf('retention', { duration: 1000, first: 1, perDecade: 10 })))!; // prettier-ignore
    expect(desk.rows.length).toBe(32);
    const seconds = desk.rows.map(({ ms }) => (ms - desk.rows[0].ms) / 1000);
    expect(Math.abs(seconds[11] - 10)).toBeLessThan(0.05);
    expect(Math.abs(seconds.at(-1)! - 1000)).toBeLessThan(0.05);
    expect(desk.delivered).toEqual({ set: 0, reset: 0 });
    expect(Math.abs(summary!.numbers['share'])).toBeLessThan(2 * summary!.numbers['halfWidth']);
  });

  it('shows the drift that readings of the model at a high voltage make, and counts every reading', async () => {
    const desk = new Desk({}, new JartCells(1, 1));
    const order = orderOf('disturb', { reads: 200 });
    const read = { ...order.read, microvolts: 450_000 };
    const { summary } = (await desk.start('measure', { ...order, read }, { limits: WIDE }))!;
    const seconds = readSeconds(read.settleNanos, read.averages);
    const model = new JartCells(1, 1);
    for (let k = 0; k < 200; k++) model.current(0, Float64Array.of(0.45), 1, seconds);
    expect(desk.cells.conductances()[0]).toBe(model.conductances()[0]);
    expect(summary!.answer).toContain('after 200 reads of 0.0495 mV·s');
    expect(summary!.numbers['share']).toBeGreaterThan(0);
  });
});
