import { describe, expect, it } from 'vitest';
import { encodeRequest } from '../../drivers/protocols/mbp/frame.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import { settleTrain } from '../../drivers/protocols/mbp/settle-train.js';
import { cableRig, limits, TRAIN } from './cable-rig.js';

const settled = { row: 1, column: 1, microvolts: 2_500_000, count: 100 };

/** A board, and sessions with it that are written down. */
async function desk() {
  const rig = await cableRig();
  const entries: JournalEntry[] = [];
  const journal = { note: (entry: object) => void entries.push({ at: rig.clock.now(), ...entry }) };
  const begin = async () => {
    const cable = rig.plug();
    const recording = new Recording(journal, rig.clock);
    const options = { limits, heartbeatMs: 2000, clock: rig.clock };
    return { cable, session: await MbpSession.open(recording.connect(cable.host), options) };
  };
  /** A program that is killed so many milliseconds into its train. */
  const die = async (milliseconds: number) => {
    const { cable, session } = await begin();
    rig.clock.after(milliseconds, () => cable.unplug());
    await session.train(TRAIN).catch(() => {});
  };
  return { ...rig, entries, begin, die };
}

describe('a train over which a program was killed', () => {
  it('is settled by the board’s own word', async () => {
    const { entries, begin, die, cells, clock } = await desk();
    await die(20);
    const { session } = await begin();
    const told = await settleTrain(session, entries, () => clock.now());
    expect(told).toEqual({ ...settled, done: cells.positive[4], uncertain: 0 });
    expect(told!.done).toBeGreaterThan(10);
  });

  it('was given in full where its answer was still received, whatever became of the board', async () => {
    const { entries, begin, die, socket, clock } = await desk();
    await die(1000);
    socket.reset();
    const { session } = await begin();
    expect(await settleTrain(session, entries, () => clock.now())).toEqual({
      ...settled,
      done: 100,
      uncertain: 0,
    });
  });

  it('is uncertain where the board was reset since', async () => {
    const { entries, begin, die, socket, clock } = await desk();
    await die(20);
    socket.reset();
    const { session } = await begin();
    expect(await settleTrain(session, entries, () => clock.now())).toEqual({
      ...settled,
      done: 0,
      uncertain: 100,
    });
  });

  it('is uncertain where others have pulsed since', async () => {
    const { entries, begin, die, clock } = await desk();
    await die(20);
    const before = [...entries];
    await (await begin()).session.train({ ...TRAIN, count: 3 });
    const { session } = await begin();
    expect(await settleTrain(session, before, () => clock.now())).toEqual({
      ...settled,
      done: 0,
      uncertain: 100,
    });
  });

  it('gave nothing where it never came', async () => {
    const { entries, begin, die, cells, clock } = await desk();
    await die(1000);
    const args = [1, 1, 2_500_000, 1500, 500_000, 100, 0];
    const { session } = await begin();
    const sent = encodeRequest(99, session.boot, 'TRAIN', args);
    expect(await settleTrain(session, [...entries, { at: clock.now(), sent }], () => clock.now())).toEqual({
      ...settled,
      done: 0,
      uncertain: 0,
    });
    expect(cells.positive[4]).toBe(100);
  });

  it('is none where the journal tells already, or no train was sent', async () => {
    const { entries, begin, die, clock } = await desk();
    const { session } = await begin();
    expect(await settleTrain(session, [], () => clock.now())).toBeUndefined();
    await die(20);
    const given = { ...settled, done: 100, uncertain: 0 };
    for (const kind of ['given', 'settled'])
      expect(await settleTrain(session, [...entries, { at: 1, [kind]: given }], () => 1)).toBeUndefined();
  });
});
