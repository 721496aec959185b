import { describe, expect, it } from 'vitest';
import { JartCells } from '../../../drivers/virtual/jart-cells.js';
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
