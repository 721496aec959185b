import { describe, expect, it } from 'vitest';
import { NotSafe, BoardStuck, TrainWithdrawn } from '../../../../drivers/sessions/errors.js';
import { rig as arcOne, TRAIN as ARC_TRAIN } from '../arc-one/rig.js';
import { rig as openMena } from '../openmena/rig.js';
import { LIMITS, PLACE, rig as scpi, rig2400, TRAIN } from '../scpi/rig.js';

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

describe('a board that gives no answer any more', () => {
  it('is switched off all the same, and not said to be safe', async () => {
    const { session, wire, machine } = await rig2400();
    wire.tampering = (said) => (said.length > 20 ? (wire.mute(), []) : [{ bytes: said }]);
    await expect(session.read(PLACE, 5e5, 0, 1)).rejects.toThrow(BoardStuck);
    expect(machine.setting('OUTPut[:STATe]')).toBe('1');
    await expect(session.close()).rejects.toThrow(
      /^the board gave no valid answer .*; the board did not acknowledge that its voltages are off: switch it off by hand$/,
    );
    expect(machine.setting('OUTPut[:STATe]')).toBe('0');
  });

  it('is not said to be safe where the cable is out', async () => {
    for (const make of [arcOne, openMena, () => scpi(2600)]) {
      const { session, wire } = await make();
      wire.unplug();
      await expect(session.close()).rejects.toThrow(NotSafe);
    }
  });

  it('hears its resets or its rest, an ArC ONE or an OpenMENA', async () => {
    for (const [make, line] of [
      [arcOne, '00'],
      [openMena, /^INFERE/],
    ] as const) {
      const { session, wire } = await make();
      wire.mute();
      await expect(session.safe()).rejects.toThrow(NotSafe);
      wire.written = '';
      await expect(session.close()).rejects.toThrow(NotSafe);
      expect(wire.lines.at(-1)).toMatch(line);
    }
  });
});

describe('an instrument that does not keep the limits', () => {
  it.each([2400, 2600] as const)('is switched off again: %i', async (model) => {
    const { session, wire } = await scpi(model);
    await session.safe();
    wire.written = '';
    wire.tampering = (said) => [{ bytes: Buffer.from(said.toString().replace(/1\.0+(e-0?3)/i, '1.05e-4')) }];
    await expect(session.arm(LIMITS)).rejects.toThrow('the compliance of the instrument: got 0.000105 A');
    const switched = wire.lines.filter((line) => /OUTP O|output=/.test(line));
    expect(switched.at(-1)).toMatch(/OUTP OFF|output=0/);
    expect(switched).toContainEqual(expect.stringMatching(/OUTP ON|output=1/));
    await session.close();
  });
});

it('is said of every board that nobody switches it off when its host dies', async () => {
  for (const make of [arcOne, openMena, () => scpi(2400), () => scpi(2600)]) {
    const { session } = await make();
    expect(session.cannot.join('\n')).toMatch(/watchdog: if memloop is killed or the cable is pulled/);
  }
});
