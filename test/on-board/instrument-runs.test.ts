import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ArcOneMachine } from '../../drivers/protocols/arc-one/arc-one-machine.js';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import { Keithley2400Machine } from '../../drivers/protocols/scpi/keithley-2400-machine.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { readRecords } from '../../src/runs/board-record.js';
import { BoardRuns } from '../../src/on-board/board-runs.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { openInstrument } from '../../src/on-board/open-instrument.js';
import { createRun } from '../../src/runs/run-directory.js';
import { Resistors } from '../drivers/protocols/unnumbered/resistors.js';
import { Tampered } from '../drivers/protocols/unnumbered/tampered.js';
import { cells, SET } from '../drivers/virtual/cells.js';
import { scratch } from '../scratch.js';

const directories: string[] = [];
afterEach(() => directories.splice(0).forEach((path) => rmSync(path, { recursive: true })));

/** All that is written down, and how much of it is on the disk. */
class Kept {
  readonly entries: JournalEntry[] = [];
  lasting = 0;
  note = (entry: object) => void this.entries.push({ at: 0, ...entry });
  sync = () => (this.lasting = this.entries.length);
}

/** A recording whose ports all lead to one board. */
class Wired extends Recording {
  constructor(
    kept: Kept,
    clock: SkippingClock,
    private readonly wire: Tampered,
  ) {
    super(kept, clock);
  }

  override open() {
    return super.open(async () => this.wire);
  }
}

const experimentOn = (as: 'arc-one' | 'source-meter', episodes = 2) =>
  parseExperiment({
    environment: 't-maze',
    seeds: 1,
    episodes,
    stepLimit: 20,
    threshold: 0.0025,
    conditions: [{ name: 'pair', bank: 'cycles' }],
    board: {
      port: '/dev/none',
      as,
      weights: { C0: [0, 0] },
      limits: { amperes: 1e-3, joules: 2e-3, pulseSeconds: 1e-3 },
    },
  });

function runOn(earlier: JournalEntry[] = []) {
  const directory = scratch();
  directories.push(directory);
  const run = createRun(join(directory, 'run'), experimentOn('arc-one'));
  const clock = new SkippingClock();
  const { array } = cells(3, 3);
  // Not at its start, where it is to be brought.
  for (let k = 0; k < 150; k++) array.pulse(0, 0, ...SET);
  const wire = new Tampered(new ArcOneMachine(array, clock), clock);
  const kept = new Kept();
  const io = new Wired(kept, clock, wire);
  const { board } = run.experiment;
  const carryOut = async () => {
    for await (const _ of new BoardRuns(run, board!, { io, boardClock: clock, earlier }).carryOut(0, 1));
  };
  return { run, wire, kept, carryOut };
}

describe('a run on an instrument', () => {
  it('has each train on the disk before it is on its way, and what became of it after that', async () => {
    const { wire, kept, carryOut } = runOn();
    const before: boolean[] = [];
    wire.passes = (line) => {
      if (line === '141\n') before.push('giving' in kept.entries.slice(0, kept.lasting).findLast(tells)!);
      return true;
    };
    await carryOut();
    expect(before.length).toBeGreaterThan(1);
    expect(before).not.toContain(false);
    expect(kept.entries.filter((entry) => 'given' in entry)).toHaveLength(
      kept.entries.filter((entry) => 'giving' in entry).length,
    );
  });

  it('counts a train over which it was killed as uncertain, when it goes on', async () => {
    const killed = runOn();
    killed.wire.passes = (line) => line !== '141\n' || (killed.wire.unplug(), false);
    await killed.carryOut().catch(() => {});
    const { entries } = killed.kept;
    const earlier = entries.slice(0, entries.findIndex((entry) => 'giving' in entry) + 1);
    const { count } = earlier.at(-1)!['giving'] as { count: number };
    const { run, kept, carryOut } = runOn(earlier);
    await carryOut();
    const place = { row: 0, column: 0 };
    expect(givenTo(place, [...earlier, ...kept.entries]).uncertain).toBe(count);
    expect(readRecords(run.directory)[0].uncertainPulses).toBe(count);
  });

  it('counts pulses in doubt as wear, at once', async () => {
    const { carryOut } = runOn([
      { at: 0, giving: { row: 0, column: 0, microvolts: 1, widthNanos: 1, periodNanos: 1, count: 999_999 } },
    ]);
    await expect(carryOut()).rejects.toThrow('pulses in addition to 999999: expected at most 1000000');
  });

  it('leaves no instrument on that does not keep its limits', async () => {
    const clock = new SkippingClock();
    const machine = new Keithley2400Machine(new Resistors([[1e4]]));
    const wire = new Tampered(machine, clock);
    wire.tampering = (said) => [
      { bytes: Buffer.from(said.toString().replace('+1.000000E-03', '+1.05E-04')) },
    ];
    const io = new Wired(new Kept(), clock, wire);
    const { board } = experimentOn('source-meter');
    const access = { io, boardClock: clock, earlier: [] };
    const nobody = { fits: [], weights: [], condition: undefined as never, seed: 1 };
    await expect(openInstrument(board!, 'source-meter', nobody, access)).rejects.toThrow(
      'the compliance of the instrument: got',
    );
    expect(wire.lines).toContain(':OUTP ON');
    expect(machine.setting('OUTPut[:STATe]')).toBe('0');
  });
});

function tells(entry: JournalEntry): boolean {
  return 'giving' in entry || 'given' in entry;
}
