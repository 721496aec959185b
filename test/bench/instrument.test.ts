import { describe, expect, it } from 'vitest';
import { ArcOneMachine } from '../../drivers/protocols/arc-one/arc-one-machine.js';
import type { FarEnd } from '../../drivers/protocols/unnumbered/line-machine.js';
import { NotSafe } from '../../drivers/sessions/errors.js';
import { boardKinds } from '../../drivers/protocols/board-kinds.js';
import { atInstrument, type InstrumentCheck } from '../../src/bench/at-instrument.js';
import { replayBench } from '../../src/bench/replay-bench.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import { Keithley2400Machine } from '../../drivers/protocols/scpi/keithley-2400-machine.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { LIMITS } from '../drivers/protocols/arc-one/rig.js';
import { Resistors } from '../drivers/protocols/unnumbered/resistors.js';
import { Tampered } from '../drivers/protocols/unnumbered/tampered.js';

const pulse = { microvolts: 1e6, widthNanos: 1e6 };
const order = (as: keyof typeof boardKinds): InstrumentCheck => ({
  program: 'check-instrument',
  as,
  order: {
    place: { row: 0, column: 0 },
    set: pulse,
    reset: { ...pulse, microvolts: -1e6 },
    periodNanos: 5e6,
    read: { microvolts: 200_000, settleNanos: 0, averages: 1 },
    pulse: true,
  },
  limits: LIMITS,
});

function desk(as: keyof typeof boardKinds, machine: FarEnd, clock = new SkippingClock()) {
  const entries: JournalEntry[] = [];
  const journal = { note: (entry: object) => void entries.push({ at: 0, ...entry }) };
  const wire = new Tampered(machine, clock);
  const recording = new Recording(journal, clock);
  journal.note({ begin: order(as) });
  const link = { transport: recording.connect(wire), clock: recording.clock, journal, stop: recording.stop };
  return { entries, wire, recording, clock, check: () => atInstrument(link, boardKinds[as], order(as)) };
}

const machines = [
  ['arc-one', () => new ArcOneMachine(new Resistors([[1e4]]))],
  ['source-meter', () => new Keithley2400Machine(new Resistors([[1e4]]))],
] as const;

describe.each(machines)('a check of %s', (as, machine) => {
  it('is done again from its journal, bit for bit', async () => {
    const { entries, check } = desk(as, machine());
    const { findings } = await check();
    expect(findings.map(({ passed }) => passed)).not.toContain(false);
    const [{ program, frames, end }] = await replayBench(entries, 'journal');
    expect([program, end]).toEqual(['check-instrument', { kind: 'agrees' }]);
    expect(frames).toBe(entries.filter((entry) => 'sent' in entry).length);
    const at = entries.findLastIndex((entry) => 'sent' in entry);
    const [other] = await replayBench(entries.toSpliced(at, 1, { at: 0, sent: '141\n' }), 'journal');
    expect(other.end.kind).toBe('differs');
  });

  it('is safe after a stop, or is not said to be', async () => {
    const stopped = desk(as, machine());
    soonAfterGreeting(stopped, () => stopped.recording.interrupt('SIGINT'));
    await expect(stopped.check()).rejects.toThrow('stopped by SIGINT: the board was left safe');
    expect(stopped.wire.lines.some((line) => line === '141' || line.includes('LIST'))).toBe(false);
    const mute = desk(as, machine());
    soonAfterGreeting(mute, () => {
      mute.wire.mute();
      mute.recording.interrupt('SIGINT');
    });
    await expect(mute.check()).rejects.toThrow(NotSafe);
  });
});

function soonAfterGreeting(at: ReturnType<typeof desk>, act: () => void): void {
  const greeted = at.entries.some((entry) => 'board' in entry);
  at.clock.after(10, greeted ? act : () => soonAfterGreeting(at, act));
}
