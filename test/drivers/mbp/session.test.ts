import { describe, expect, it } from 'vitest';
import { Rig, TRAIN } from './rig.js';

describe('a session', () => {
  it('reads, sums and pulses over a cable without faults', async () => {
    const rig = new Rig();
    const { clock, cells } = rig;
    const session = await rig.open(rig.cable({ pieces: true, baud: 115200 }).host);
    expect(session.capabilities).toMatchObject({
      model: 'counting',
      serial: 'C-7',
      rows: 4,
      columns: 2,
      durable: true,
    });
    expect(await clock.until(session.read({ row: 3, column: 1 }, 100_000, 1000, 16))).toMatchObject({
      microvolts: 100_000,
      flags: 0,
    });
    const sum = await clock.until(session.readSet(1, [0, 2, 3], [-50_000, 45_000, 100_000], 1000, 16));
    expect(Math.abs(sum.picoamps - 4_750_000)).toBeLessThan(24);
    expect(await clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect(cells.pulses[7]).toBe(12);
    expect(await clock.until(session.last())).toMatchObject({ done: 12, total: 12, flags: 0 });
    await clock.until(session.close());
    expect(rig.machine.armed).toBe(false);
  });
});
