import { describe, expect, it } from 'vitest';
import { FLAG } from '../../drivers/sessions/flag.js';
import { LinkLost } from '../../drivers/sessions/errors.js';
import { Stop } from '../../drivers/journal/stop.js';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { ReconnectingSession } from '../../drivers/protocols/mbp/reconnecting-session.js';
import { meddled } from './protocols/mbp/rig.js';
import { cableRig, TRAIN } from './cable-rig.js';

async function steadfast(stop = new Stop()) {
  const noted: { at: number; given?: unknown }[] = [];
  const journal = { note: (entry: object) => void noted.push({ at: 0, ...entry }) };
  const rig = await cableRig();
  let cable = rig.cable;
  const session = new ReconnectingSession(
    rig.session,
    cable.host,
    async () => (cable = rig.plug()).host,
    journal,
    stop,
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

  it('gives no more of a train that the compliance ended while the cable was out', async () => {
    const { session, cells, clock, noted, present } = await steadfast();
    let given = 0;
    const pulse = cells.pulse.bind(cells);
    // The current of the third pulse is beyond the compliance, and the cable is pulled out in the same moment.
    cells.exceeds = () => ++given === 3;
    cells.pulse = (...shape) => {
      pulse(...shape);
      if (given === 3) present().unplug();
    };
    clock.after(1e6, () => {});
    expect(await session.train(TRAIN)).toEqual({ done: 3, flags: FLAG.compliance });
    expect(cells.positive[4]).toBe(3);
    expect(givenTo(TRAIN, noted)).toEqual({ set: 3, reset: 0, uncertain: 0 });
    await session.close();
  });

  it('connects, arms and gives no more after a stop', async () => {
    const stop = new Stop();
    const { session, cells, clock, present } = await steadfast(stop);
    const before = present();
    clock.after(20, () => {
      stop.request('SIGINT');
      before.unplug();
    });
    await expect(session.train(TRAIN)).rejects.toThrow('stopped by SIGINT');
    expect(present()).toBe(before);
    expect(cells.positive[4]).toBeLessThan(100);
  });

  it('does not arm over a connection that was made while a stop came', async () => {
    const stop = new Stop();
    const rig = await cableRig();
    const written: string[] = [];
    const session = new ReconnectingSession(
      rig.session,
      rig.cable.host,
      async () => {
        stop.request('SIGINT');
        return meddled(rig.plug().host, { toBoard: (line) => [written.push(line)].flatMap(() => []) });
      },
      undefined,
      stop,
    );
    rig.cable.unplug();
    await expect(session.train(TRAIN)).rejects.toThrow('stopped by SIGINT');
    expect(written).toEqual([]);
  });

  it('gives up after ten connections over one request', async () => {
    const rig = await cableRig();
    await new Promise<void>((resolve) => void rig.clock.after(60_000, resolve));
    let made = 0;
    const session = new ReconnectingSession(rig.session, rig.cable.host, async () => {
      made++;
      const cable = rig.plug();
      // Good enough for a session, and gone before any train.
      rig.clock.after(50, () => cable.unplug());
      return meddled(cable.host, { toBoard: (line) => (line.includes('TRAIN') ? [] : [line]) });
    });
    rig.cable.unplug();
    await expect(session.train(TRAIN)).rejects.toThrow(LinkLost);
    expect([made, rig.cells.positive[4]]).toEqual([10, 0]);
  });

  it('reads again over a new cable', async () => {
    const { session, present } = await steadfast();
    present().unplug();
    expect((await session.read({ row: 0, column: 0 }, 200_000, 1000, 4)).picoamps).toBeGreaterThan(0);
    await session.close();
  });
});
