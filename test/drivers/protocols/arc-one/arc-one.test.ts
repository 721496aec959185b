import { describe, expect, it } from 'vitest';
import {
  initialise,
  pulseTrain,
  readOne,
  readTogether,
  setCycles,
  setRead,
} from '../../../../drivers/protocols/arc-one/jobs.js';
import type { Clock } from '../../../../drivers/ports/clock.js';
import { exponential } from '../../../../drivers/protocols/unnumbered/line-format.js';
import { ArcOneMachine } from '../../../../drivers/protocols/arc-one/arc-one-machine.js';
import { ArcOneSession } from '../../../../drivers/protocols/arc-one/arc-one-session.js';
import { BoardStuck, LinkLost, UncertainPulse } from '../../../../drivers/sessions/errors.js';
import { SerialBoard } from '../../../../drivers/boards/serial-board.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { boardContract } from '../../../contracts/board.js';
import { devicesOn } from '../../physical-board.js';
import { cells } from '../../virtual/cells.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';
import { floats, golden } from './golden.js';
import { LIMITS, OHMS, resetsOf, rig, TRAIN } from './rig.js';

import fc from 'fast-check';

describe('the wire format of ArC ONE', () => {
  const machine = new ArcOneMachine(new Resistors(OHMS));
  let said = Buffer.alloc(0);
  machine.onBytes((bytes) => (said = Buffer.concat([said, bytes])));
  const reply = (lines: string) => {
    said = Buffer.alloc(0);
    machine.receive(Buffer.from(`${lines.replaceAll(' ', '\n')}\n`));
    return said;
  };

  it.each(golden)('%s: %s', (_, lines, hexadecimal) => {
    expect(reply(lines).toString('hex')).toBe(hexadecimal);
  });

  it.each(floats)('%s: %s', (_, lines, answer) => {
    reply('01 3 -0.300000');
    const told = reply(lines);
    expect(told).toHaveLength(4 * answer.length);
    answer.forEach((value, k) => expect(told.readFloatLE(4 * k) / (value || 1)).toBeCloseTo(value && 1, 6));
    expect(reply('1 2 3').toString('hex')).toBe('0000fa45');
  });

  it('puts the vendor’s numbers on the same lines, and none of them without an exponent', () => {
    const numbers = (lines: readonly string[]) => lines.map(Number);
    const vendor = (line: string) => numbers(line.split(' '));
    expect(numbers(initialise(4, 4, 30, 0.2))).toEqual(vendor(golden[1][1]));
    // Jobs are names, and of whole numbers the board’s own form is kept: 0 is not 00.
    expect(initialise(4, 4, 30, 0.2).join(' ')).toBe('0 30 4 4 2 0 0 2.000000e-01');
    expect(initialise(32, 32, 1, -0.3).join(' ')).toBe('0 1 32 32 3 0 0 -3.000000e-01');
    expect(setCycles(16)).toEqual(['011', '16', '0']);
    expect(numbers(setRead(0.2))).toEqual(vendor(golden[2][1]));
    expect(readOne({ row: 1, column: 2 })).toEqual(golden[4][1].split(' '));
    expect(setRead(-0.3)).toEqual(['01', '3', '-3.000000e-01']);
    expect(readTogether(1, [0, 1], 0.2).join(' ')).toBe(
      '50 2.000000e-01 1.000000e-06 2.000000e-01 2 2 1 1 2',
    );
    const train = pulseTrain({ row: 0, column: 1, volts: -1, seconds: 9e-8, interpulse: 5e-4, count: 12 });
    expect(train.join(' ')).toBe(
      '141 -1.000000e+00 -1.000000e-01 -1.000000e+00 9.000000e-08 1.000000e+02 9.000000e-08 5.000000e-04 1.000000e+00 0.000000e+00 0 7 12 1 1 2',
    );
  });

  it('keeps every number to six digits, 90 ns too', () => {
    expect(exponential(9e-8)).toBe('9.000000e-08');
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 100, noNaN: true }), fc.boolean(), (size, negative) => {
        const value = negative ? -size : size;
        expect(exponential(value)).toMatch(/^-?\d\.\d{6}e[+-]\d\d$/);
        expect(Math.abs(Number(exponential(value)) / value - 1)).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('a session with ArC ONE', () => {
  it('resets, sets up, asks for the version, and says what it cannot do before it is armed', async () => {
    const clock = new SkippingClock();
    const wire = new Tampered(new ArcOneMachine(new Resistors(OHMS), clock), clock);
    const session = await ArcOneSession.connect(wire, { clock, rows: 4, columns: 4 });
    expect(wire.written).toBe(
      `${'00\n'.repeat(78)}0\n1\n4\n4\n2\n0\n0\n5.000000e-01\n01\n2\n5.000000e-01\n999\n`,
    );
    expect(session.capabilities.firmware).toBe('2.1');
    expect(session.cannot.join('\n')).toMatch(/cannot stop a job[^]*no compliance/);
    await expect(session.train(TRAIN)).rejects.toThrow('arm it with limits first');
    await expect(session.read(TRAIN, 2e5, 0, 1)).rejects.toThrow('armed');
  });

  it('takes a board of old firmware, that tells no version, and one that says nothing at all for none', async () => {
    expect((await rig(undefined, null)).session.capabilities.firmware).toBe('before 999');
    const clock = new SkippingClock();
    const wire = new Tampered(new ArcOneMachine(new Resistors(OHMS), clock), clock);
    wire.mute();
    await expect(ArcOneSession.connect(wire, { clock })).rejects.toThrow(BoardStuck);
  });

  it('reads every device at a voltage of either sign, at a pace at which no line is lost', async () => {
    const { session, machine, wire } = await rig();
    for (const [row, cells] of OHMS.entries())
      for (const [column, ohms] of cells.entries()) {
        const { picoamps } = await session.read({ row, column }, -200_000, 0, 30);
        expect(Math.abs(picoamps - -2e11 / ohms)).toBeLessThanOrEqual(1 + 1e-6 * Math.abs(picoamps));
      }
    expect(machine.dropped).toBe(0);
    expect(wire.lines.slice(0, 6)).toEqual(['011', '30', '0', '01', '3', '-2.000000e-01']);
  });

  it('keeps its pace by a clock whose timers are early', async () => {
    const due = new SkippingClock();
    const early: Clock = { now: () => due.now(), after: (ms, callback) => due.after(ms * 0.4, callback) };
    const machine = new ArcOneMachine(new Resistors(OHMS), due);
    const session = await ArcOneSession.connect(new Tampered(machine, due), {
      clock: early,
      rows: 4,
      columns: 4,
    });
    await session.arm(LIMITS);
    for (let k = 0; k < 20; k++) expect((await session.read(TRAIN, 2e5, 0, 1)).picoamps).toBe(2e11 / 8000);
    expect(machine.dropped).toBe(0);
  });

  it('is made safe once, and closed at once after that', async () => {
    const { session, wire } = await rig();
    await session.safe();
    expect(resetsOf(wire)).toBe(1);
    wire.written = '';
    await session.close();
    expect(wire.written).toBe('');
  });

  it('sums rows at one voltage and leaves other sums to the host', async () => {
    const { session } = await rig();
    session.capabilities = { ...session.capabilities, rowset: 4 };
    await session.arm(LIMITS);
    const { picoamps } = await session.readSet(1, [0, 1], [2e5, 2e5], 0, 1);
    expect(picoamps / 1e6).toBeCloseTo(0.2 / 5e-3 + 0.2 / 4e-3, 4);
    await expect(session.readSet(1, [0, 1], [2e5, 1e5], 0, 1)).rejects.toThrow('one positive voltage');
  });

  it('delivers a train as one job, and a long one as jobs of 100 ms', async () => {
    const { session, array, wire } = await rig();
    expect(await session.train(TRAIN)).toEqual({ done: 12, flags: 0 });
    expect(array.pulses).toEqual(Array.from({ length: 12 }, () => [1, 2, 1, 9e-8]));
    expect(wire.lines.filter((line) => line === '141')).toHaveLength(1);
    await session.train({ ...TRAIN, count: 450 });
    expect(array.pulses).toHaveLength(462);
    expect(wire.lines.filter((line) => line === '141')).toHaveLength(1 + 3);
  });

  it('looks at a device anew before each train, for the last one may have formed it', async () => {
    const { session, array } = await rig();
    await session.arm({ ...LIMITS, picoampsMax: 200_000_000 });
    await session.read(TRAIN, 2e5, 0, 1);
    await session.train(TRAIN);
    array.ohms[1][2] = 100;
    try {
      await expect(session.train(TRAIN)).rejects.toThrow('got a pulse of 1 V on 1.00e+4 µS');
    } finally {
      array.ohms[1][2] = 8000;
    }
    expect(array.pulses).toHaveLength(12);
    await session.read(TRAIN, 2e5, 0, 1);
    const [one, other] = await Promise.allSettled([session.train(TRAIN), session.train(TRAIN)]);
    expect([one.status, other.status]).toEqual(['fulfilled', 'rejected']);
    expect(array.pulses).toHaveLength(24);
  });

  it('refuses, before anything is sent, what is beyond the limits or the board', async () => {
    const { session, wire } = await rig();
    await session.read(TRAIN, 1e5, 0, 1);
    wire.written = '';
    const refused = (change: object) =>
      session.train({ ...TRAIN, ...change }).catch((error: Error) => error.message);
    expect(await refused({ microvolts: -3e6 })).toMatch('the limits allow');
    expect(await refused({ widthNanos: 80 })).toMatch('at least 90 ns');
    expect(await refused({ microvolts: 0 })).toMatch('ArC ONE cannot pulse at 0 V');
    expect(await refused({ periodNanos: 2e8 })).toMatch('cannot stop a job');
    await expect(session.read(TRAIN, 0, 0, 1)).rejects.toThrow('ArC ONE cannot read at 0 V');
    await session.arm({ ...LIMITS, picoampsMax: 1e8 });
    expect(await refused({})).toMatch(
      'got a pulse of 1 V on 125 µS: expected at most 100 µA, because the board has no compliance of its own',
    );
    expect(wire.written).toBe('');
  });
});

describe('what befell other software on ArC ONE', () => {
  const place = { row: 1, column: 2 };
  const current = Math.round(2e11 / 8000);
  const read = (session: ArcOneSession) => session.read(place, 2e5, 0, 1).then(({ picoamps }) => picoamps);

  it('a stray byte before, within or after an answer shifts no float', async () => {
    const { session, wire } = await rig();
    wire.stray(0x17);
    expect(await read(session)).toBe(current);
    for (const tamper of [
      (said: Buffer) => Buffer.concat([Buffer.of(0x41), said]),
      (said: Buffer) => Buffer.concat([said.subarray(0, 2), Buffer.of(0), said.subarray(2)]),
      (said: Buffer) => Buffer.concat([said, Buffer.of(0)]),
    ]) {
      wire.written = '';
      wire.once((said) => [{ bytes: tamper(said) }]);
      expect(await read(session)).toBe(current);
      expect(resetsOf(wire)).toBe(1);
    }
    expect((await session.read({ row: 0, column: 1 }, 2e5, 0, 1)).picoamps).toBe(2e11 / 5000);
  });

  it('a late answer is nobody’s, and a partial or a doubled one none', async () => {
    const { session, wire } = await rig();
    for (const tampering of [
      (bytes: Buffer) => [{ bytes, afterMs: 3500 }],
      (bytes: Buffer) => [{ bytes: bytes.subarray(0, 3) }],
      (bytes: Buffer) => [{ bytes: Buffer.concat([bytes, bytes]) }],
      (bytes: Buffer) => [{ bytes }, { bytes, afterMs: 1 }],
    ]) {
      wire.once(tampering);
      expect(await read(session)).toBe(current);
      expect((await session.read({ row: 0, column: 1 }, 2e5, 0, 1)).picoamps).toBe(2e11 / 5000);
    }
  });

  it('a mute board is given up, in less than a minute, and gets no pulse after that', async () => {
    const { session, wire, clock } = await rig();
    await read(session);
    const before = clock.now();
    wire.mute();
    await expect(read(session)).rejects.toThrow(BoardStuck);
    expect(clock.now() - before).toBeLessThan(60_000);
    wire.written = '';
    await expect(session.train(TRAIN)).rejects.toThrow(BoardStuck);
    expect(wire.written).toBe('');
  });

  it('a negative reading within a train does not end it', async () => {
    const { session, wire, array } = await rig();
    await read(session);
    let floats = 0;
    wire.tampering = (said) => {
      if (said.length === 12 && floats++ === 4) said.writeFloatLE(-5000, 0);
      return [{ bytes: said }];
    };
    expect(await session.train(TRAIN)).toEqual({ done: 12, flags: 0 });
    expect(array.pulses).toHaveLength(12);
    expect(await read(session)).toBe(current);
  });

  it('an implausible resistance is believed only after a reset, and then flagged', async () => {
    const { session, wire } = await rig(new Resistors([[1e11, 5000, 0.5, -20, NaN]]));
    expect(await session.read({ row: 0, column: 0 }, 2e5, 0, 1)).toMatchObject({ flags: 8 });
    expect(resetsOf(wire)).toBe(1);
    expect(await session.read({ row: 0, column: 2 }, 2e5, 0, 1)).toMatchObject({ flags: 16 });
    await expect(session.train({ ...TRAIN, row: 0 })).rejects.toThrow('no valid reading before a pulse');
    for (const column of [3, 4]) {
      expect(await session.read({ row: 0, column }, 2e5, 0, 1)).toMatchObject({ flags: 1 });
      await expect(session.train({ ...TRAIN, row: 0, column })).rejects.toThrow('no valid reading');
    }
    expect(await session.read({ row: 0, column: 1 }, 2e5, 0, 1)).toMatchObject({ flags: 0 });
  });

  it('a train without a whole answer is uncertain and never sent again', async () => {
    for (const spoil of ['mute', 'short', 'lost line', 'unplugged'] as const) {
      const { session, wire, array } = await rig();
      await read(session);
      wire.written = '';
      if (spoil === 'mute') wire.mute();
      if (spoil === 'short') wire.once((said) => [{ bytes: said.subarray(5) }]);
      if (spoil === 'lost line') wire.passes = (line) => line !== '1.000000e+02\n';
      if (spoil === 'unplugged') wire.passes = (line) => line !== '141\n' || (wire.unplug(), false);
      await expect(session.train(TRAIN), spoil).rejects.toThrow(UncertainPulse);
      expect(array.pulses.length, spoil).toBeLessThanOrEqual(12);
      wire.tampering = (bytes) => [{ bytes }];
      wire.passes = () => true;
      if (spoil === 'unplugged') await expect(read(session)).rejects.toThrow(LinkLost);
      else expect(await read(session), spoil).toBe(current);
      expect(wire.lines.filter((line) => line === '141')).toHaveLength(1);
      expect(array.pulses.length, spoil).toBeLessThanOrEqual(12);
    }
  });

  it('a board that was reset in silence reads as it was told all the same', async () => {
    const { session, machine } = await rig();
    machine.reset();
    expect((await session.read(place, 1e5, 0, 30)).picoamps).toBe(1e11 / 8000);
    expect([machine.readVolts, machine.cycles]).toEqual([0.1, 30]);
    machine.reset();
    await session.train(TRAIN);
    expect(machine.readVolts).toBe(0.1);
  });

  it('a train reads with no more than the limits have come to allow', async () => {
    const { session, machine } = await rig();
    await session.read(place, 5e5, 0, 1);
    await session.arm({ ...LIMITS, readMicrovoltsMax: 50_000 });
    await session.train(TRAIN);
    expect(machine.readVolts).toBe(0.05);
  });

  it('a board that was reset between a train and its settings is noticed when the train tells its read voltage', async () => {
    const { session, machine, wire } = await rig();
    await read(session);
    wire.passes = (line) => {
      if (line === '141\n') machine.reset();
      return true;
    };
    await expect(session.train(TRAIN)).rejects.toThrow('read at 0.5 V');
    wire.passes = () => true;
    expect(await read(session)).toBe(current);
  });

  it('an answer that comes twice from a board that takes its time is never that of the next reading', async () => {
    for (const slow of [0, 1, 5, 15])
      for (let later = 1; later < 40; later += 3) {
        const { session, wire } = await rig();
        await read(session);
        let said = 0;
        wire.tampering = (bytes) => {
          const answer = { bytes, afterMs: slow };
          return said++ === 0 ? [answer, { bytes, afterMs: slow + later }] : [answer];
        };
        expect(await read(session)).toBe(current);
        const { picoamps } = await session.read({ row: 0, column: 0 }, 2e5, 0, 1);
        expect(picoamps, `${later} ms after ${slow} ms`).toBe(2e11 / 2000);
      }
  });

  it('no fault of the way back makes a wrong number, and pulses acknowledged are pulses delivered', async () => {
    const fault = fc.constantFrom('none', 'none', 'drop', 'twice', 'late', 'cut');
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 12 }), async (faults) => {
        const { session, wire, array } = await rig();
        const left = [...faults];
        wire.tampering = (bytes) => {
          const next = left.shift() ?? 'none';
          if (next === 'drop') return [];
          if (next === 'twice') return [{ bytes }, { bytes }];
          if (next === 'late') return [{ bytes, afterMs: 3900 }];
          return [{ bytes: next === 'cut' ? bytes.subarray(0, bytes.length >> 1) : bytes }];
        };
        let [acknowledged, uncertain] = [0, 0];
        for (let step = 0; step < 4; step++) {
          try {
            expect(await read(session)).toBe(current);
            acknowledged += (await session.train({ ...TRAIN, count: 3 })).done;
          } catch (error) {
            if (error instanceof UncertainPulse) uncertain += 3;
            else if (error instanceof BoardStuck) break;
            else throw error;
          }
        }
        expect(array.pulses.length).toBeGreaterThanOrEqual(acknowledged);
        expect(array.pulses.length).toBeLessThanOrEqual(acknowledged + uncertain);
      }),
      { numRuns: 60 },
    );
  });
});

boardContract(
  'a serial board over ArC ONE',
  async () => {
    const { array } = cells(3, 3);
    const clock = new SkippingClock();
    const wire = new Tampered(new ArcOneMachine(array, clock), clock);
    const session = await ArcOneSession.connect(wire, { clock, rows: 3, columns: 3 });
    await session.arm({ ...LIMITS, readMicrovoltsMax: 500_000 });
    return new SerialBoard(devicesOn(session, [0, 1, 2, 3, 4, 5, 6, 7, 8]), 3, { scale: 1, floor: 0 });
  },
  1e-12,
);
