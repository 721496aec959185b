import { describe, expect, it } from 'vitest';
import { boardKinds } from '../../../drivers/protocols/board-kinds.js';
import { ArcOneMachine } from '../../../drivers/protocols/arc-one/arc-one-machine.js';
import { OpenMenaMachine } from '../../../drivers/protocols/openmena/openmena-machine.js';
import { Keithley2400Machine } from '../../../drivers/protocols/scpi/keithley-2400-machine.js';
import type { FarEnd } from '../../../drivers/protocols/unnumbered/line-machine.js';
import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import { Recording } from '../../../drivers/journal/recording.js';
import { SkippingClock } from '../../../drivers/virtual/skipping-clock.js';
import { atInstrument, type InstrumentMeasurement } from '../../../src/bench/at-instrument.js';
import { measureProgress, rowsOf } from '../../../src/bench/measure/measure-progress.js';
import { replayBench } from '../../../src/bench/replay-bench.js';
import { Resistors } from '../../drivers/protocols/unnumbered/resistors.js';
import { Tampered } from '../../drivers/protocols/unnumbered/tampered.js';

type Name = keyof typeof boardKinds;
const AMPERES_PER_COUNT = 2e-8;
const PULSES = 4;

const machines: readonly [Name, (cells: Resistors, clock: SkippingClock) => FarEnd][] = [
  ['arc-one', (cells) => new ArcOneMachine(cells)],
  ['source-meter', (cells) => new Keithley2400Machine(cells)],
  ['openmena', (cells, clock) => new OpenMenaMachine(cells, AMPERES_PER_COUNT, clock)],
];

function orderOf(as: Name, measurement: string, settings: Record<string, number>): InstrumentMeasurement {
  const pulse = { microvolts: 800_000, widthNanos: 1e6 };
  return {
    program: 'measure',
    as,
    ...(as === 'openmena' && { amperesPerCount: AMPERES_PER_COUNT }),
    begunAt: 1_700_000_000_000,
    order: {
      place: { row: 0, column: 0 },
      set: pulse,
      reset: { ...pulse, microvolts: -800_000 },
      periodNanos: as === 'openmena' ? 2e6 : 5e6,
      read: { microvolts: 200_000, settleNanos: 0, averages: 1 },
      measurement,
      settings,
    },
    limits: {
      microvoltsMin: -900_000,
      microvoltsMax: 900_000,
      readMicrovoltsMax: 400_000,
      picoampsMax: 500_000_000,
      nanosMax: 1e6,
      pulsesMax: 100,
      picojoulesMax: 1e9,
    },
  };
}

/** A desk with an instrument, on whose one resistor attempts at a measurement follow each other. */
function desk(as: Name, make: (typeof machines)[number][1]) {
  const cells = new Resistors(
    Array.from({ length: as === 'openmena' ? 8 : 1 }, () =>
      new Array<number>(as === 'openmena' ? 8 : 1).fill(3e4),
    ),
  );
  const clock = new SkippingClock();
  const machine = make(cells, clock);
  const entries: JournalEntry[] = [];
  const journal = { note: (entry: object) => void entries.push({ at: 0, ...entry }) };
  const attempt = (order: InstrumentMeasurement, onRow: (recording: Recording) => void = () => {}) => {
    const earlier = entries.slice();
    const recording = new Recording(journal, clock);
    journal.note({ begin: order });
    const link = {
      transport: recording.connect(new Tampered(machine, clock)),
      clock: recording.clock,
      journal,
      stop: recording.stop,
      earlier,
      onRow: () => onRow(recording),
    };
    return atInstrument(link, boardKinds[as], order);
  };
  return { cells, entries, attempt };
}

describe.each(machines)('a measurement on %s', (as, machine) => {
  const endurance = orderOf(as, 'endurance', { cycles: 2, pulses: PULSES, perDecade: 0, closed: 1 });

  it('gives the pulses that were ordered, counts what is not confirmed, and is the same from its journal', async () => {
    const { cells, entries, attempt } = desk(as, machine);
    const { rows, summary } = await attempt(endurance);
    // Resistors have no window, so the first cycle is the last.
    expect([rows, summary!.answer]).toEqual([2 * (PULSES + 1), expect.stringMatching(/^window closed after 1 cycle/)]);
    expect(cells.pulses.map(([, , volts]) => Math.sign(volts))).toEqual([...Array(PULSES).fill(1), ...Array(PULSES).fill(-1)]);
    const found = rowsOf(measureProgress(entries).records);
    for (const { siemens } of found) expect(siemens * 3e4).toBeCloseTo(1, 2);
    const uncertain = found.reduce((sum, row) => sum + row.uncertain, 0);
    expect(uncertain).toBe(as === 'openmena' ? 2 * PULSES : 0);
    const [{ program, end }] = await replayBench(entries, 'journal');
    expect([program, end]).toEqual(['measure', { kind: 'agrees' }]);
  });

  it('goes on after a stop with the pulses that are missing', async () => {
    const { cells, entries, attempt } = desk(as, machine);
    let seen = 0;
    const stopped = await attempt(endurance, (recording) => ++seen === 3 && recording.interrupt('SIGINT'));
    expect(stopped).toEqual({ rows: 3 });
    await attempt(endurance);
    const { records } = measureProgress(entries);
    expect(rowsOf(records)).toHaveLength(2 * (PULSES + 1));
    const uncertain = records.reduce((sum, record) => sum + record.uncertain, 0);
    expect(cells.pulses.length).toBeLessThanOrEqual(2 * PULSES);
    expect(cells.pulses.length).toBeGreaterThanOrEqual(2 * PULSES - uncertain);
  });

  it('reads a curve, with a point at 0 V only where the board has one', async () => {
    const { cells, entries, attempt } = desk(as, machine);
    const order = orderOf(as, 'iv', { step: 0.2, cycles: 1, pulsed: 0 });
    await attempt({ ...order, order: { ...order.order, set: { microvolts: 400_000, widthNanos: 1e6 }, reset: { microvolts: -400_000, widthNanos: 1e6 } } });
    const rows = rowsOf(measureProgress(entries).records);
    const volts = rows.map(({ row }) => row!['applied_volts']);
    const curve = [0, 0.2, 0.4, 0.2, 0, -0.2, -0.4, -0.2, 0];
    expect(volts).toEqual(as === 'arc-one' ? curve.filter((each) => each !== 0) : curve);
    for (const { amperes, row } of rows) expect(amperes * 3e4).toBeCloseTo(Number(row!['applied_volts']), 2);
    expect(cells.pulses).toEqual([]);
  });
}); // prettier-ignore
