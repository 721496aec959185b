import { describe, expect, it } from 'vitest';
import { BoardStuck, LinkLost, UncertainPulse } from '../../../../drivers/sessions/errors.js';
import {
  CODE_VOLTS,
  codeOf,
  drives,
  GROUND,
  PULSE_VOLTS,
} from '../../../../drivers/protocols/openmena/openmena-hardware.js';
import { OpenMenaMachine } from '../../../../drivers/protocols/openmena/openmena-machine.js';
import { inferMultiple, weightModif } from '../../../../drivers/protocols/openmena/messages.js';
import { OpenMenaSession } from '../../../../drivers/protocols/openmena/openmena-session.js';
import { SerialBoard } from '../../../../drivers/boards/serial-board.js';
import { ReferencedArray } from '../../../../drivers/virtual/referenced-array.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { boardContract } from '../../../contracts/board.js';
import { devicesPulsedBy, pulsedBy } from '../unnumbered/pulsed-by.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';
import { AMPERES_PER_COUNT, CURRENT, LIMITS, PLACE, rig, TRAIN } from './rig.js';

import fc from 'fast-check';

describe('the wire format of OpenMENA', () => {
  it('is the one that its authors’ client speaks', () => {
    const machine = new OpenMenaMachine(new Resistors([[1e5]]), AMPERES_PER_COUNT);
    let said = '';
    machine.onBytes((bytes) => (said += Buffer.from(bytes).toString('latin1')));
    const reply = (line: string) => {
      said = '';
      machine.receive(Buffer.from(`${line}\n`));
      return said;
    };
    const columns = ['2151.00', ...new Array<string>(7).fill('2051.00')].join('\t');
    const codes = `${GROUND + 1 + Math.round(0.2 / CODE_VOLTS)} ${new Array(7).fill(GROUND).join(' ')}`;
    expect(reply(`INFEREMULTIPLE: 1 ${codes}`)).toBe(
      `Running inference for 1 input vectors...\r\nINFEREMULTIPLE ADC Averages:\r\n${columns}\r\nINFEREMULTIPLE complete.\r\n`,
    );
    expect(reply('INFEREMULTIPLE: 2 1 2 3')).toMatch(/^Error: Expected /);
    expect(reply('WEIGHTMODIF: 0 0 1 3 0.9 0.75 0 0 20')).toBe('');
    expect(reply('WEIGHTMODIF: 9 0 1 3 0.9 0.75 0 0 20')).toMatch(/^Invalid arguments/);
    expect(reply('HELP')).toBe('');
  });

  it('pulses all devices by one line, row by row, and says so; a line that it refuses pulses none', () => {
    const cells = new Resistors(Array.from({ length: 8 }, () => new Array<number>(8).fill(1e5)));
    const machine = new OpenMenaMachine(cells, AMPERES_PER_COUNT);
    let said = '';
    machine.onBytes((bytes) => (said += Buffer.from(bytes).toString('latin1')));
    const signs = Array.from({ length: 64 }, (_, k) => (k === 10 ? 1 : k === 63 ? -1 : 0));
    const widths = Array.from({ length: 64 }, (_, k) => 10 + k);
    const volts = Array.from({ length: 64 }, (_, k) => 0.6 + k / 100);
    const send = (...numbers: readonly number[]) =>
      machine.receive(Buffer.from(`WEIGHTMODIFALL: ${numbers.join(' ')}\n`));
    send(...signs, ...widths, ...volts);
    expect(said).toBe('WEIGHTMODIFALL complete.\r\n');
    const given = cells.pulses.map(([row, column, v, seconds]) => [row, column, +v.toFixed(6), +(seconds * 1e6).toFixed(6)]); // prettier-ignore
    expect(given).toEqual([[1, 2, 0.7, 20], [7, 7, -1.23, 73]]); // prettier-ignore
    for (const wrong of [
      [...signs, ...widths],
      [2, ...signs.slice(1), ...widths, ...volts],
    ]) {
      said = '';
      send(...wrong);
      expect(said).toBe('Invalid arguments for WEIGHTMODIFALL\r\n');
    }
    expect(cells.pulses).toHaveLength(2);
  });

  it('has lines for products and for trains', () => {
    expect(inferMultiple([[2047, 2183, 0, 4095, 1, 2, 3, 4]])).toBe(
      'INFEREMULTIPLE: 1 2047 2183 0 4095 1 2 3 4',
    );
    expect(weightModif({ row: 2, column: 5, volts: 0.5, count: 7, micros: 20 })).toBe(
      'WEIGHTMODIF: 2 5 1 7 1.2500 0.7500 0.7500 0.7500 20',
    );
    expect(weightModif({ row: 0, column: 7, volts: -2, count: 1, micros: 10 })).toBe(
      'WEIGHTMODIF: 0 7 -1 1 0.7500 0.7500 0.0000 2.0000 10',
    );
  });

  it('makes every voltage that it has from drives that the board has, and codes to half a step', () => {
    const volts = fc.double({ min: PULSE_VOLTS.minimum, max: PULSE_VOLTS.maximum, noNaN: true });
    fc.assert(
      fc.property(volts, (v) => {
        const { row, column } = drives(v);
        expect(row - column).toBeCloseTo(v, 9);
        expect(row).toBeGreaterThanOrEqual(0);
        expect(row).toBeLessThanOrEqual(1.5);
        expect(column).toBeGreaterThan(0.5449);
        expect(column).toBeLessThan(2.7396);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -0.749, max: 0.749, noNaN: true }), (v) => {
        expect(Math.abs((codeOf(v)! - GROUND) * CODE_VOLTS - v)).toBeLessThanOrEqual(CODE_VOLTS / 2 + 1e-12);
      }),
    );
    expect([codeOf(0.76), codeOf(-0.76)]).toEqual([undefined, undefined]);
  });
});

describe('a session with OpenMENA', () => {
  it('says what it cannot do before it is armed, and pulses nothing until then', async () => {
    const clock = new SkippingClock();
    const machine = new OpenMenaMachine(new Resistors([[1e5]]), AMPERES_PER_COUNT, clock);
    const session = await OpenMenaSession.connect(new Tampered(machine, clock), {
      clock,
      amperesPerCount: 2e-8,
    });
    expect(session.cannot.join('\n')).toMatch(/does not answer a train[^]*neither limits nor compliance/);
    await expect(session.train(TRAIN)).rejects.toThrow('armed');
    await expect(OpenMenaSession.connect(new Tampered(machine), { amperesPerCount: 0 })).rejects.toThrow(
      'amperesPerCount: got 0',
    );
  });

  it('stays unarmed where it is made safe while it is being armed', async () => {
    const { session, wire } = await rig();
    const arming = session.arm(LIMITS);
    const safe = session.safe();
    await expect(arming).rejects.toThrow('the board was made safe while it was being armed');
    await safe;
    wire.written = '';
    await expect(session.train(TRAIN)).rejects.toThrow('arm it with limits first');
    expect(wire.written).toBe('');
  });

  it('reads one device among others at ground, and sums rows at voltages of their own, in one line', async () => {
    const { session, wire, read } = await rig();
    expect(await read()).toEqual(CURRENT);
    expect(wire.lines).toHaveLength(1);
    const { picoamps, flags } = await session.readSet(5, [0, 3, 7], [-200_000, 150_000, 400_000], 0, 20);
    expect(Math.abs(picoamps - 3.5e6)).toBeLessThan(2.5e4);
    expect(flags).toBe(0);
    expect(wire.lines).toHaveLength(2);
  });

  it('flags what saturates its converters', async () => {
    const { session, cells } = await rig();
    cells.ohms[2][5] = 4e3;
    expect(await session.read(PLACE, 200_000, 0, 1)).toMatchObject({ flags: 1 });
  });

  it('sends a train once, then looks whether the board is still there', async () => {
    const { session, wire, cells, read } = await rig();
    await read();
    wire.written = '';
    expect(await session.train(TRAIN)).toEqual({ done: 0, uncertain: 7, flags: 0 });
    expect(wire.lines.map((line) => line.split(':')[0])).toEqual(['WEIGHTMODIF', 'INFEREMULTIPLE']);
    expect(cells.pulses).toHaveLength(7);
    for (const [row, column, volts, seconds] of cells.pulses) {
      expect([row, column]).toEqual([2, 5]);
      expect(seconds).toBeCloseTo(2e-5, 12);
      expect(volts).toBeCloseTo(0.9, 3);
    }
  });

  it('refuses, unsent, what is beyond the board, the limits or the device', async () => {
    const { session, wire, read } = await rig();
    await read();
    wire.written = '';
    const refused = (change: object) =>
      session.train({ ...TRAIN, ...change }).catch((error: Error) => error.message);
    expect(await refused({ widthNanos: 1500 })).toMatch('got 1500 ns: expected a multiple of 1000');
    expect(await refused({ microvolts: 0 })).toMatch('OpenMENA cannot pulse at 0 V');
    expect(await refused({ microvolts: 960_000 })).toMatch('the limits allow');
    await expect(session.arm({ ...LIMITS, microvoltsMax: 1e6 })).rejects.toThrow(
      'expected 0 to 0.955 V, which the board can do',
    );
    await session.arm({ ...LIMITS, picoampsMax: 8e6 });
    expect(await refused({})).toMatch('expected at most 8 µA');
    expect(wire.written).toBe('');
  });
});

describe('what befell other software on OpenMENA', () => {
  it('a reading at no voltage tells nothing of the device, which is read before it is pulsed', async () => {
    const { session, wire } = await rig();
    await session.read(PLACE, 0, 0, 20);
    wire.written = '';
    await session.train(TRAIN);
    expect(wire.lines.map((line) => line.split(':')[0])).toEqual([
      'INFEREMULTIPLE',
      'WEIGHTMODIF',
      'INFEREMULTIPLE',
    ]);
  });

  it('a train that got lost is told as uncertain as any other, re-read, and never sent again', async () => {
    const { session, wire, cells, read } = await rig();
    await read();
    wire.written = '';
    wire.passes = (line) => !line.startsWith('WEIGHTMODIF');
    expect(await session.train(TRAIN)).toEqual({ done: 0, uncertain: 7, flags: 0 });
    expect(await read()).toEqual(CURRENT);
    expect(cells.pulses).toEqual([]);
    expect(wire.lines.filter((line) => line.startsWith('WEIGHTMODIF'))).toHaveLength(1);
  });

  it('a train that was refused, or after which nobody answers as before, is uncertain', async () => {
    for (const spoil of ['misheard', 'silence', 'late', 'cut', 'unplugged'] as const) {
      const { session, wire, machine, read } = await rig();
      await read();
      wire.written = '';
      if (spoil === 'misheard')
        wire.passes = (line) =>
          !line.startsWith('WEIGHTMODIF') || (machine.receive(Buffer.from('WEIGHTMODIF: 2 x\n')), false);
      if (spoil === 'silence') wire.mute();
      if (spoil === 'late') wire.once((bytes) => [{ bytes, afterMs: 7000 }]);
      if (spoil === 'cut') wire.once((bytes) => [{ bytes: bytes.subarray(9) }]);
      if (spoil === 'unplugged') wire.passes = (line) => !line.startsWith('INFER') || (wire.unplug(), false);
      await expect(session.train(TRAIN), spoil).rejects.toThrow(UncertainPulse);
      wire.tampering = (bytes) => [{ bytes }];
      wire.passes = () => true;
      if (spoil === 'unplugged') await expect(read()).rejects.toThrow(LinkLost);
      else expect(await read(), spoil).toEqual(CURRENT);
      expect(
        wire.lines.filter((line) => line.startsWith('WEIGHTMODIF')),
        spoil,
      ).toHaveLength(1);
    }
  });

  it('late, doubled, partial and stray answers are nobody’s, and a mute board is given up', async () => {
    const { session, wire, read } = await rig();
    for (const tampering of [
      (bytes: Buffer) => [{ bytes, afterMs: 9000 }],
      (bytes: Buffer) => [{ bytes: bytes.subarray(0, 20) }],
      (bytes: Buffer) => [{ bytes }, { bytes }],
      (bytes: Buffer) => [{ bytes: Buffer.concat([Buffer.from('x'), bytes]) }],
      () => [],
    ]) {
      wire.once(tampering);
      expect(await read()).toEqual(CURRENT);
      wire.stray(0x0a);
      expect(await read()).toEqual(CURRENT);
    }
    wire.mute();
    await expect(read()).rejects.toThrow(BoardStuck);
    wire.written = '';
    await expect(session.train(TRAIN)).rejects.toThrow(BoardStuck);
    expect(wire.written).toBe('');
  });
});

const conditions = {
  set: { volts: 0.9, widthSeconds: 2e-5 },
  reset: { volts: -0.95, widthSeconds: 2e-5 },
  periodSeconds: 4e-5,
  readVolts: 0.2,
};
const OHMS = 9990;

async function board(reference: boolean): Promise<SerialBoard> {
  const clock = new SkippingClock();
  const cells = new ReferencedArray(pulsedBy(conditions, 3, 3), OHMS);
  const machine = new OpenMenaMachine(cells, AMPERES_PER_COUNT / 2, clock);
  const session = await OpenMenaSession.connect(new Tampered(machine, clock), {
    clock,
    amperesPerCount: AMPERES_PER_COUNT / 2,
  });
  await session.arm({ ...LIMITS, picoampsMax: 100_000_000 });
  const products = { scale: 1, floor: 0, ...(reference && { reference: { row: 3, ohms: OHMS } }) };
  return new SerialBoard(devicesPulsedBy(session, conditions, 9, 3), 3, products);
}

it('makes sums in the array, with a voltage of its own on each row', async () => {
  expect((await board(true)).product).toBe('in-memory');
});

/** Two readings, each to half a count; the host's sums have an error of a reading for each device, times its voltage over that of the reading. */
boardContract('a serial board over OpenMENA', () => board(true), 2.5 * (AMPERES_PER_COUNT / 2));
