import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../drivers/ports/clock.js';
import { decodeLine, encodeRequest } from '../../../../drivers/protocols/mbp/frame.js';
import { MbpLink } from '../../../../drivers/protocols/mbp/mbp-link.js';
import { MbpMachine } from '../../../../drivers/protocols/mbp/mbp-machine.js';
import { MbpSession } from '../../../../drivers/protocols/mbp/mbp-session.js';
import { Cable } from '../../../../drivers/virtual/cable.js';
import { Socket } from '../../../../drivers/virtual/socket.js';
import { CAPABILITIES, CountingCells, LIMITS, meddled, Rig, TRAIN } from './rig.js';

type Spoil = (line: string) => string[];

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

  it('refuses readings that are pulses before anything is sent', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    const sent = rig.journal.length;
    const place = { row: 3, column: 1 };
    // 0.1 V · (1.4 s + 0.1 ms) · 86 samples is 12.04 mV·s; the board takes 12.
    await expect(session.read(place, 100_000, 1_300_000, 86)).rejects.toThrow(
      'reads with at most 12 mV·s: got 12.04 mV·s',
    );
    await expect(session.readSet(1, [3], [100_000], 1_300_000, 86)).rejects.toThrow('at most 12 mV·s');
    expect(rig.journal.length).toBe(sent);
    await rig.clock.until(session.read(place, 100_000, 1_300_000, 85));
  });

  describe('reads all devices', () => {
    const wide = { columns: 6 };
    /** A board of 4 × 6 of which every device differs, and what is done to each of its lines. */
    async function reading(toHost: Spoil, toBoard: Spoil = (line) => [line]) {
      const rig = new Rig(wide, 1, new CountingCells(6));
      rig.cells.siemens.forEach((_, cell, siemens) => (siemens[cell] = (cell + 1) * 1e-6));
      const session = await rig.open(meddled(rig.cable().host, { toHost, toBoard }));
      const readings = await rig.clock.until(session.readAll(100_000, 1000, 16));
      expect(readings.map(({ picoamps }) => Math.round(picoamps / 1e5))).toEqual(
        Array.from({ length: 24 }, (_, cell) => cell + 1),
      );
      for (const { microvolts, flags } of readings) expect([microvolts, flags]).toEqual([100_000, 0]);
      return rig.journal.filter((entry) => 'sent' in entry && `${String(entry.sent)} `.includes(' READ '))
        .length;
    }

    it('by one request', async () => {
      expect(await reading((line) => [line])).toBe(0);
    });

    it('and those whose line was lost, doubled or garbled once more', async () => {
      let lines = 0;
      const spoil = (line: string) => {
        if (!line.startsWith('=')) return [line];
        return [[], [line, line], [line.replace('1', '2')], [line]][lines++ % 4];
      };
      expect(await reading((all) => all.split(/(?<=\n)/).flatMap(spoil))).toBe(16);
    });

    it('one by one where the board does not know how', async () => {
      const older = (line: string) => {
        const frame = decodeLine(line.trimEnd());
        const unknown = frame?.kind === 'request' && frame.verb === 'READALL';
        return [unknown ? encodeRequest(frame.seq, frame.boot, 'NEWER', frame.args) : line];
      };
      expect(await reading((line) => [line], older)).toBe(24);
    });
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
