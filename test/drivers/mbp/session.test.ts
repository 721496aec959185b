import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/clock.js';
import { MbpLink } from '../../../drivers/mbp/link.js';
import { MbpMachine } from '../../../drivers/mbp/machine.js';
import { MbpSession } from '../../../drivers/mbp/session.js';
import { Cable } from '../../../drivers/virtual/cable.js';
import { Socket } from '../../../drivers/virtual/socket.js';
import { CAPABILITIES, CountingCells, LIMITS, Rig, TRAIN } from './rig.js';

describe('a session', () => {
  it('reads, sums and pulses over a cable without faults', async () => {
    const rig = new Rig();
    const { clock, cells } = rig;
    const session = await rig.open(rig.cable({ pieces: true, baud: 115200 }).host);
    expect(session.capabilities).toEqual(CAPABILITIES);
    const reading = await clock.until(session.read({ row: 3, column: 1 }, 100_000, 1000, 16));
    expect(reading).toMatchObject({ microvolts: 100_000, flags: 0 });
    const sum = await clock.until(session.readSet(1, [0, 2, 3], [-50_000, 45_000, 100_000], 1000, 16));
    // 95 mV at 50 µS, to a count of the converter: 24 pA.
    expect(Math.abs(sum.picoamps - 4_750_000)).toBeLessThan(24);
    expect(await clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect(cells.pulses[7]).toBe(12);
    expect(await clock.until(session.last())).toMatchObject({ done: 12, total: 12, flags: 0 });
    await clock.until(session.close());
    expect(rig.machine.armed).toBe(false);
  });

  it('asks many things at once, and hears each answer in its place', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    const volts = Array.from({ length: 50 }, (_, n) => 1000 + n);
    const readings = await rig.clock.until(Promise.all(volts.map((v) => session.read(TRAIN, v, 0, 1))));
    expect(readings.map(({ microvolts }) => microvolts)).toEqual(volts);
  });

  it('numbers its requests on past 65535', async () => {
    const rig = new Rig();
    const link = new MbpLink(rig.cable().host, { clock: rig.clock, after: 0xfffc });
    await rig.clock.until(link.request('HELLO', [1, '0001'], { deadlineMs: 100 }));
    for (let n = 0; n < 10; n++) await rig.clock.until(link.request('PING', [], { deadlineMs: 100 }));
    expect(link.seq).toBe(7);
  });

  it('keeps the time of the computer too', async () => {
    const cells = new CountingCells();
    const socket = new Socket(new MbpMachine(CAPABILITIES, cells), systemClock);
    const cable = new Cable({ clock: systemClock });
    socket.plug(cable.board);
    const session = await MbpSession.open(cable.host, { limits: LIMITS, heartbeatMs: 1000 });
    const before = systemClock.now();
    expect(await session.train(TRAIN)).toEqual({ done: 12, flags: 0 });
    // Eleven periods of half a millisecond lie between twelve pulses.
    expect(systemClock.now() - before).toBeGreaterThan(5);
    await session.close();
    socket.stop();
    expect(cells.total).toBe(12);
  });
});
