import { describe, expect, it } from 'vitest';
import { givenTo } from '../../drivers/given-pulses.js';
import { SteadfastSession } from '../../drivers/steadfast-session.js';
import { cableRig } from './cable-rig.js';

const TRAIN = {
  row: 1,
  column: 1,
  microvolts: 2_500_000,
  widthNanos: 1500,
  periodNanos: 500_000,
  count: 100,
};

async function steadfast() {
  const noted: { at: number; given?: unknown }[] = [];
  const journal = { note: (entry: object) => void noted.push({ at: 0, ...entry }) };
  const rig = await cableRig();
  let cable = rig.cable;
  const session = new SteadfastSession(
    rig.session,
    cable.host,
    async () => (cable = rig.plug()).host,
    journal,
  );
  return { ...rig, session, noted, present: () => cable };
}

describe('a steadfast session', () => {
  it('gives every pulse of a train once, however often the cable is pulled out of it', async () => {
    const { session, cells, clock, noted, present } = await steadfast();
    let pulls = 0;
    for (const at of [10, 25, 40]) {
      clock.after(at, () => {
        pulls++;
        present().unplug();
      });
    }
    expect((await session.train(TRAIN)).done).toBe(100);
    expect([cells.positive[4], pulls]).toEqual([100, 3]);
    expect(noted).toHaveLength(4);
    expect(givenTo(TRAIN, noted)).toEqual({ set: 100, reset: 0, uncertain: 0 });
    await session.close();
  });

  it('counts a train that a reset cut short as uncertain, gives none of it again, and goes on', async () => {
    const { session, cells, clock, noted, socket } = await steadfast();
    clock.after(20, () => socket.reset());
    expect(await session.train(TRAIN)).toEqual({ done: 0, uncertain: 100, flags: 0 });
    const given = cells.positive[4];
    expect(given).toBeGreaterThan(10);
    expect(given).toBeLessThan(100);
    expect((await session.read({ row: 0, column: 0 }, 200_000, 1000, 4)).flags).toBe(0);
    expect((await session.train({ ...TRAIN, count: 5 })).done).toBe(5);
    expect(cells.positive[4]).toBe(given + 5);
    expect(givenTo(TRAIN, noted)).toEqual({ set: 5, reset: 0, uncertain: 100 });
    await session.close();
  });

  it('reads again over a new cable', async () => {
    const { session, present } = await steadfast();
    present().unplug();
    expect((await session.read({ row: 0, column: 0 }, 200_000, 1000, 4)).picoamps).toBeGreaterThan(0);
    await session.close();
  });
});
