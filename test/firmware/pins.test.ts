import { describe, expect, it } from 'vitest';
import { UncertainPulse } from '../../drivers/sessions/errors.js';
import type { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { TRAIN } from '../drivers/protocols/mbp/rig.js';
import { CAUSE } from './firmware-board.js';
import { FirmwareRig } from './firmware-rig.js';

const SLOW = { ...TRAIN, periodNanos: 20_000_000, count: 100 };

async function armed(heartbeatMs = 1000) {
  const rig = new FirmwareRig();
  const cable = rig.cable({ baud: 115200, pieces: true });
  await rig.clock.pass(50);
  return { rig, cable, session: await rig.open(cable.host, {}, heartbeatMs) };
}

/** What a train came to, and that the board goes on. */
async function afterReset(rig: FirmwareRig, session: MbpSession, reset: () => void): Promise<number> {
  rig.clock.after(305, reset);
  const given = rig.clock.until(session.train(SLOW));
  await expect(given).rejects.toBeInstanceOf(UncertainPulse);
  const delivered = rig.cells.total;
  await rig.clock.pass(3000);
  expect(rig.cells.total).toBe(delivered);
  expect(await rig.clock.until(session.reopen(rig.cable().host))).toBeUndefined();
  expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  expect(rig.cells.total).toBe(delivered + 12);
  return delivered;
}

describe('at the pins of the firmware', () => {
  it('reads, sums and pulses as it is told', async () => {
    const { rig, session } = await armed();
    const { clock, cells, array } = rig;
    expect(session.capabilities).toMatchObject({
      model: 'memloop-4x4',
      rows: 4,
      columns: 4,
      rowset: 4,
      durable: true,
    });
    const reading = await clock.until(session.read({ row: 3, column: 1 }, 100_900, 1000, 16));
    expect(reading).toEqual({ picoamps: 5_000_000, microvolts: 100_000, raw: 125, flags: 0 });
    const sum = await clock.until(session.readSet(1, [0, 2, 3], [-50_000, 45_000, 100_000], 1000, 16));
    expect(Math.abs(sum.picoamps - 4_750_000)).toBeLessThan(rig.picoampsError);
    expect(array.highestRow).toBe(0.1);
    expect(cells.total).toBe(0);
    expect(await clock.until(session.train({ ...TRAIN, microvolts: -1_000_000 }))).toEqual({
      done: 12,
      flags: 0,
    });
    expect(cells.pulses[13]).toBe(12);
    expect(array.highestRow).toBe(1);
    expect(array.mostPulsed).toBe(1);
    expect(await clock.until(session.last())).toMatchObject({ done: 12, total: 12, flags: 0 });
    await clock.until(session.close());
    expect(array.armed).toBe(false);
    expect(array.outputs.at(-1)).toMatchObject({ on: false });
  });

  it.each([8_000, 8_188, 10_000])(
    'a pulse of %i ns is as wide as that or up to 0.25 µs less, and starts on time',
    async (widthNanos) => {
      const { rig, session } = await armed();
      await rig.clock.until(session.train({ ...TRAIN, widthNanos }));
      const { pulses } = rig.array;
      for (const { start, end } of pulses)
        expect((end - start) * 1e9).toBeCloseTo(widthNanos - (widthNanos % 250), 3);
      // An interrupt that is being served holds a pulse up, and the next one is on time again.
      for (const [k, { start }] of pulses.entries())
        expect(Math.abs(start - pulses[0].start - k * 500e-6)).toBeLessThan(30e-6);
    },
  );

  it('outputs are off, by hand of the pin, within a heartbeat after the host died in a train', async () => {
    const { rig, cable, session } = await armed(600);
    const given = session.train(SLOW).catch(() => {});
    await rig.clock.pass(300);
    const lost = rig.clock.now();
    cable.unplug();
    await given;
    await rig.clock.pass(3000);
    const { on, at } = rig.array.outputs.at(-1)!;
    expect(on).toBe(false);
    expect(at * 1e3 - lost).toBeGreaterThan(200);
    expect(at * 1e3 - lost).toBeLessThan(600);
    expect(rig.array.armed).toBe(false);
    expect(rig.array.pulses.at(-1)!.end).toBeLessThanOrEqual(at);
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toEqual({
      done: rig.cells.total,
      flags: 64,
    });
  });

  it.each(['button', 'brownOut', 'power'] as const)(
    'after a reset by %s in a train its outcome is unknown',
    async (cause) => {
      const { rig, session } = await armed();
      const delivered = await afterReset(rig, session, () => rig.board.reset(CAUSE[cause]));
      expect(delivered).toBeGreaterThan(10);
      expect(delivered).toBeLessThan(20);
      expect(await rig.clock.until(session.stat())).toMatchObject({ cause: CAUSE[cause] });
    },
  );

  it('after it hung in a train its watchdog resets it', async () => {
    const { rig, session } = await armed();
    await afterReset(rig, session, () => rig.board.hang());
    expect(rig.board.resets).toBe(1);
    expect(rig.boot).toBe(2);
    expect(await rig.clock.until(session.stat())).toMatchObject({ cause: CAUSE.watchdog });
  });

  it('a pulse in which it hung lasts until its watchdog bites, and that is the longest', async () => {
    const { rig, session } = await armed();
    rig.array.onPulse = () => {
      if (rig.array.pulses.length === 3) rig.board.hang();
    };
    await expect(rig.clock.until(session.train(TRAIN))).rejects.toBeInstanceOf(UncertainPulse);
    expect(rig.array.pulses).toHaveLength(3);
    const { start, end } = rig.array.pulses[2];
    expect(end - start).toBeLessThan(0.07);
    expect(rig.array.outputs.at(-1)).toEqual({ on: false, at: end });
  });

  it.each([0, 0xfe, 0xfffe])(
    'no boot id comes twice after %i, also where a reset strikes while it is written',
    async (boot) => {
      const rig = new FirmwareRig();
      for (const [at, byte] of [boot, boot >> 8, ~boot, ~boot >> 8].entries())
        rig.board.eeprom.writeMemory(at, byte & 0xff);
      const boots = [];
      for (let k = 0; k < 40; k++) {
        await rig.clock.pass(k % 2 ? 50 : 1 + k / 3);
        rig.reset();
        await rig.clock.pass(50);
        boots.push(rig.boot);
        rig.reset();
      }
      expect(new Set(boots).size).toBe(boots.length);
    },
  );
});
