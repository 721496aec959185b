import { describe, expect, it } from 'vitest';
import { pulseTrain } from '../../../../drivers/protocols/arc-one/jobs.js';
import { ArcOneMachine } from '../../../../drivers/protocols/arc-one/arc-one-machine.js';
import { ArcOneSession } from '../../../../drivers/protocols/arc-one/arc-one-session.js';
import { UncertainPulse } from '../../../../drivers/sessions/errors.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';
import { OHMS, resetsOf, rig, TRAIN } from './rig.js';

const current = Math.round(2e11 / 8000);
const read = (session: ArcOneSession) => session.read(TRAIN, 2e5, 0, 1).then(({ picoamps }) => picoamps);

describe('a job of ArC ONE that does not arrive as it was sent', () => {
  it.each(Array.from({ length: 15 }, (_, k) => k + 1))(
    'a stray byte after line %i of a train spoils it and pulses nobody else',
    async (k) => {
      const { session, wire, array } = await rig();
      await read(session);
      let line = -1;
      wire.passes = (text) => {
        if (text === '141\n') line = 0;
        else if (line >= 0 && ++line === k) wire.stray(0x55);
        return true;
      };
      await expect(session.train(TRAIN)).rejects.toThrow(UncertainPulse);
      wire.passes = () => true;
      expect(await read(session)).toBe(current);
      expect(array.pulses).toEqual(Array.from({ length: 12 }, () => [1, 2, 1, 9e-8]));
    },
  );

  it.each([[1], [9], [10], [11], [12], [13], [14], [15], [14, 15], [10, 11, 12, 13, 14, 15]])(
    'a train that lost its line %i (and %i, …) pulses no other device',
    async (...lost) => {
      const { session, wire, array } = await rig();
      // The widest word line that can be taken for a number of devices.
      const train = { ...TRAIN, row: 3 };
      await session.read(train, 2e5, 0, 1);
      let line = -1;
      wire.passes = (text) => {
        if (text === '141\n') line = 0;
        else if (line >= 0) line++;
        return !lost.includes(line);
      };
      await expect(session.train(train)).rejects.toThrow(UncertainPulse);
      wire.passes = () => true;
      expect(await read(session)).toBe(current);
      expect(array.pulses).toEqual([]);
    },
  );

  it('a train over which the host was killed, after any line, pulses nothing when the next host comes', async () => {
    const job = pulseTrain({ row: 31, column: 2, volts: 1, seconds: 9e-8, interpulse: 5e-4, count: 12 });
    const cut = job.map((_, k) => job.slice(0, k));
    // Without one of its whole numbers, whatever comes after it is taken for it.
    const shifted = [10, 11, 12, 13, 14, 15].map((k) => job.toSpliced(k, 1));
    for (const sent of [...cut, ...shifted]) {
      const array = new Resistors(OHMS);
      const clock = new SkippingClock();
      const machine = new ArcOneMachine(array);
      machine.receive(Buffer.from(sent.map((line) => `${line}\n`).join('')));
      const wire = new Tampered(machine, clock);
      const session = await ArcOneSession.connect(wire, { clock, rows: 4, columns: 4 });
      expect(session.capabilities.firmware).toBe('2.1');
      expect(array.pulses).toEqual([]);
      // Whatever was cut off, one start was enough.
      expect(resetsOf(wire)).toBe(1);
    }
  });
});
