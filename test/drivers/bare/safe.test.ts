import { describe, expect, it } from 'vitest';
import { TrainWithdrawn } from '../../../drivers/mbp/errors.js';
import { rig as arcOne, TRAIN as ARC_TRAIN } from '../arc-one/rig.js';
import { PLACE, rig as scpi, rig2400, TRAIN } from '../scpi/rig.js';

describe('a board that is made safe', () => {
  it('gets no train whose device was just being read for it', async () => {
    const { session, array } = await arcOne();
    const train = expect(session.train(ARC_TRAIN)).rejects.toThrow(TrainWithdrawn);
    await session.safe();
    await train;
    expect(array.pulses).toEqual([]);
  });

  it.each([2400, 2600] as const)('gets no train over whose restart it was made so: %i', async (model) => {
    const { session, cell, wire } = await scpi(model);
    wire.stray(0x31);
    const train = expect(session.train(TRAIN)).rejects.toThrow(TrainWithdrawn);
    const read = expect(session.read(PLACE, 1e5, 0, 1)).rejects.toThrow('made safe before it was read');
    await session.safe();
    await Promise.all([train, read]);
    expect(cell.pulses).toEqual([]);
    expect(wire.written).not.toMatch(/OUTP ON|output=1/);
  });

  it('gets no more pulses of a train than the one that is on', async () => {
    const { session, cell, machine, clock } = await rig2400();
    const train = session.train({ ...TRAIN, count: 100 });
    let safe: Promise<void> | undefined;
    clock.after(20, () => (safe = session.safe()));
    const { done, flags } = await train;
    expect(flags).toBe(64);
    expect(cell.pulses).toHaveLength(done);
    expect(done).toBeLessThan(10);
    await safe;
    expect(machine.setting('OUTPut[:STATe]')).toBe('0');
  });

  it('gets no more jobs of a long train', async () => {
    const { session, array, clock } = await arcOne();
    await session.read(ARC_TRAIN, 1e5, 0, 1);
    const train = session.train({ ...ARC_TRAIN, count: 500 });
    clock.after(5, () => void session.safe());
    expect(await train).toEqual({ done: 200, flags: 64 });
    expect(array.pulses).toHaveLength(200);
  });
});
