import { describe, expect, it } from 'vitest';
import { JartCells } from '../../../drivers/virtual/jart-cells.js';
import { logSpaced, logSpacedCount } from '../../../src/bench/measure/log-spaced.js';
import type { MeasureOrder } from '../../../src/bench/measure/measurement-kind.js';
import { measureProgress, rowsOf } from '../../../src/bench/measure/measure-progress.js';
import { measurements } from '../../../src/bench/measure/measurements.js';
import { completeSettings } from '../../../src/core/setting.js';
import { picture } from '../../../src/cli/bench/live-plot.js';
import { Desk, LIMITS, ORDER } from '../desk.js';

const { place, set, reset, periodNanos, read } = ORDER;

function orderOf(measurement: string, settings: Record<string, number>): MeasureOrder {
  const { settings: shape } = measurements.get(measurement);
  return { place, set, reset, periodNanos, read, measurement, settings: completeSettings(shape, settings) };
}

describe('a long measurement', () => {
  const LONG = 200_000;
  const reading = (row: Record<string, string | number>, k: number) => ({ ms: k, given: 1, uncertain: 0, siemens: 1e-4 + k * 1e-10, amperes: 1e-5 + k * 1e-11, volts: 0.2, remarks: '', row }); // prettier-ignore
  const rows: Readonly<Record<string, (k: number) => Record<string, string | number>>> = {
    iv: (k) => ({ cycle: k >> 4, point: k & 15, applied_volts: (k & 15) / 16 }),
    ispp: (k) => ({
      cycle: k >> 2,
      polarity: k & 2 ? 'reset' : 'set',
      pulse: k & 1,
      pulse_volts: 1 + (k & 4),
    }),
    disturb: (k) => ({ reading: k + 1 }),
  };

  it.each(Object.keys(rows))('of %s has an answer and a drawing', (name) => {
    const kind = measurements.get(name);
    const records = Array.from({ length: LONG }, (_, k) => reading(rows[name](k), k));
    const order = orderOf(name, {});
    expect(kind.summary(records, order).answer).not.toMatch(/NaN|Infinity/);
    const { curves } = kind.drawing(records, order);
    expect(curves.reduce((sum, { points }) => sum + points.length, 0)).toBeGreaterThanOrEqual(LONG / 2);
  });

  it('has a picture on the terminal', () => {
    const values = Array.from({ length: LONG }, (_, k) => 1e-4 + k * 1e-10);
    expect(picture(values, LONG)[0]).toMatch(/120\.000 µS/);
  });
});

describe('levels without a target', () => {
  it('ends after its first two branches, and says why', async () => {
    const stuck = new Desk({ bank: 'mean', noise: 'none', faults: [{ row: 0, column: 0, fault: 'stuck' }] });
    const order = orderOf('levels', { pulses: 20 });
    const { summary } = (await stuck.start('measure', order))!;
    expect(summary!.answer).toMatch(
      /^no target was programmed: there is no window: [\d.]+ µS after SET, .* or needs more --pulses$/,
    );
    expect(stuck.delivered).toEqual({ set: 20, reset: 20 });
    expect(measurements.get('levels').drawing(stuck.rows, order).curves.map(({ points }) => points.length)).toEqual([21, 21]); // prettier-ignore
    const beyond = new Desk({ bank: 'mean', noise: 'none' });
    const { summary: other } = (await beyond.start(
      'measure',
      orderOf('levels', { pulses: 20, lowest: 5000 }),
    ))!;
    expect(other!.answer).toMatch(
      /the window is .* lowest target of 5000 µS and a highest of .*; choose --lowest in/,
    );
    expect(beyond.delivered).toEqual({ set: 20, reset: 20 });
  });
});

describe('log-spaced numbers', () => {
  it('are counted without being made, and their rows are bounded', () => {
    for (const [last, perDecade] of [
      [1, 3],
      [2, 0],
      [1000, 3],
      [1000, 0],
      [12345, 100],
    ])
      // prettier-ignore
      expect(logSpacedCount(last, perDecade)).toBe(new Set(logSpaced(last, perDecade)).size);
    expect([...logSpaced(20, 2)]).toEqual([1, 3, 10, 20]);
    expect([...logSpaced(4, 0)]).toEqual([1, 2, 3, 4]);
    const check = (name: string, settings: Record<string, number>) => () => measurements.get(name).check!(orderOf(name, settings)); // prettier-ignore
    expect(check('endurance', { cycles: 1e9, perDecade: 0 })).toThrow(/got 0, which records 402000000000 readings: expected at most 1000000: take --per-decade 1 to 100, or lower --cycles/); // prettier-ignore
    expect(check('disturb', { reads: 1e9, perDecade: 0 })).toThrow(/or lower --reads/);
    check('endurance', { cycles: 1e9 })();
  });
});

describe('steps that do not fit', () => {
  it('end ISPP at the maximum, and are told for an I–V curve', () => {
    const pulses = { set: { microvolts: 900_000, widthNanos: 1000 }, reset: { microvolts: -1_200_000, widthNanos: 1000 } }; // prettier-ignore
    const order = { ...orderOf('ispp', { from: 0.3, step: 0.4 }), ...pulses };
    const volts: unknown[] = [];
    const steps = measurements.get('ispp').steps(order);
    const found = { ms: 0, given: 1, uncertain: 0, siemens: 1e-4, amperes: 2e-5, volts: 0.2 };
    for (let step = steps.next(); !step.done; step = steps.next(found))
      volts.push(step.value.row!['pulse_volts']);
    expect(volts).toEqual([0, 0.3, 0.7, 0.9, 0, -0.3, -0.7, -1.1, -1.2]);
    expect(measurements.get('ispp').extent(order)).toMatchObject({ set: 3, reset: 4, reads: 9 });
    const remark = (step: number) =>
      measurements.get('iv').remark!({ ...orderOf('iv', { step }), ...pulses });
    expect(remark(0.7)).toBe('--step 0.7 does not divide the voltages: the steps are 0.9 V up to --set-volts and 0.6 V to --reset-volts'); // prettier-ignore
    expect(remark(0.05)).toBeUndefined();
  });
});

describe('pulses that are not confirmed', () => {
  it('are in the row of the next reading, also if their own train has none', async () => {
    const order = orderOf('endurance', { cycles: 3, pulses: 8, perDecade: 1, closed: 1 });
    const desk = new Desk();
    // Recorded cycles give one pulse at a time, the second cycle 8.
    const whole = new Desk();
    await whole.start('measure', order);
    const killedAt = whole.journal.findIndex((entry) => String(entry['sent']).includes(' TRAIN ') && String(entry['sent']).includes(' 8 ')) + 1; // prettier-ignore
    expect(killedAt).toBeGreaterThan(8);
    await desk.start('measure', order, { killedAt });
    desk.resetBoard();
    await desk.start('measure', order);
    const unconfirmed = desk.journal.reduce((sum, { uncertain = 0 }) => sum + Number(uncertain), 0);
    expect(unconfirmed).toBe(8);
    const rows = rowsOf(measureProgress(desk.journal).records);
    expect(rows.map(({ uncertain }) => uncertain).filter((each) => each > 0)).toEqual([8]);
    expect(rows.find(({ uncertain }) => uncertain > 0)!.row).toMatchObject({
      cycle: 3,
      polarity: 'set',
      pulse: 0,
    });
  });
});

describe('a pulse that ends at the compliance', () => {
  const limits = { ...LIMITS, picoampsMax: 60_000_000 };

  it('ends a measurement for good where it is a fault', async () => {
    const order = orderOf('levels', { levels: 2, rounds: 1, pulses: 20 });
    const desk = new Desk({ bank: 'mean', noise: 'none' });
    await expect(desk.start('measure', order, { limits })).rejects.toThrow(/reached the compliance: --resume cannot .* raise --limit-current-ua/); // prettier-ignore
    const { delivered } = desk;
    for (const again of [limits, LIMITS])
      await expect(desk.start('measure', order, { limits: again })).rejects.toThrow(/an earlier attempt ended here: the current reached the compliance: .*--limit-current-ua/); // prettier-ignore
    expect(desk.delivered).toEqual(delivered);
  });

  it('stays in the row of a measurement that allows it, whenever its reading comes', async () => {
    const jart = { set: { microvolts: 1_000_000, widthNanos: 1000 }, reset: { microvolts: -1_500_000, widthNanos: 1000 } }; // prettier-ignore
    const order = { ...orderOf('ispp', { step: 0.1 }), ...jart };
    const whole = new Desk({}, new JartCells(1, 1));
    await whole.start('measure', order);
    const remarks = (desk: Desk) => rowsOf(measureProgress(desk.journal).records).map((row) => row.remarks);
    expect(remarks(whole).join()).toContain('the current reached the compliance');
    const after = whole.journal.findIndex(({ flags = 0 }) => Number(flags) > 0);
    expect(after).toBeGreaterThan(8);
    // The pulse is noted but not read, or given but not noted: then the board tells of it.
    for (const killedAt of [after + 1, after, after - 1, after - 2]) {
      const desk = new Desk({}, new JartCells(1, 1));
      await desk.start('measure', order, { killedAt });
      await desk.start('measure', order);
      expect(remarks(desk)).toEqual(remarks(whole));
    }
  });
});
