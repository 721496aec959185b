import { describe, expect, it } from 'vitest';
import { BoardRefused, BoardStuck, UncertainPulse } from '../../../../drivers/sessions/errors.js';
import { Keithley2400Machine } from '../../../../drivers/protocols/scpi/keithley-2400-machine.js';
import { commandsIn, headerPattern } from '../../../../drivers/protocols/scpi/scpi-header.js';
import { keithley2600 } from '../../../../drivers/protocols/scpi/keithley-2600.js';
import { Keithley2600Machine } from '../../../../drivers/protocols/scpi/keithley-2600-machine.js';
import { rampTo, ScpiSession } from '../../../../drivers/protocols/scpi/scpi-session.js';
import { SerialBoard } from '../../../../drivers/boards/serial-board.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { ReadBatch } from '../../../../src/core/read-batch.js';
import { UpdateBatch } from '../../../../src/core/update-batch.js';
import { observationOf } from '../../../core/observation-of.js';
import { devicesPulsedBy, pulsedBy } from '../unnumbered/pulsed-by.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';
import { LIMITS, machines, PLACE, rig, rig2400, TRAIN } from './rig.js';

import fc from 'fast-check';

describe('the wire format of a Keithley 2400', () => {
  const machine = new Keithley2400Machine(new Resistors([[1e4]]));
  let said = '';
  machine.onBytes((bytes) => (said += Buffer.from(bytes).toString('latin1')));
  const reply = (line: string) => {
    said = '';
    machine.receive(Buffer.from(`${line}\n`));
    return said;
  };

  it('is answered line by line, as its manual has it', () => {
    expect(reply('*IDN?')).toMatch(/^KEITHLEY INSTRUMENTS INC\.,MODEL 2400,/);
    reply('*RST');
    expect(reply(':READ?')).toBe('');
    expect(reply(':SYST:ERR?')).toBe('+803,"Not permitted with output off"\n');
    expect(reply(':SYST:ERR?')).toBe('0,"No error"\n');
    const setup =
      ":SOUR:FUNC VOLT|:SOUR:VOLT:MODE FIX|:SOUR:VOLT:RANG 2|:SENS:FUNC 'CURR'|:SENS:CURR:RANG 1e-4|:SENS:CURR:PROT 1e-4|:SENS:CURR:NPLC 1|:FORM:ELEM VOLT,CURR,STAT|:SOUR:VOLT:LEV 0.1|:OUTP ON";
    for (const line of setup.split('|')) expect(reply(line), line).toBe('');
    expect(reply(':READ?')).toBe('+1.000000E-01,+1.000000E-05,+0.000000E+00\n');
    expect(reply(':SENS:CURR:PROT?')).toBe('+1.000000E-04\n');
    reply(':SOUR:VOLT:LEV 2');
    expect(reply(':READ?')).toBe('+1.000000E+00,+1.000000E-04,+8.000000E+00\n');
    expect(reply(':SENS:CURR:PROT:TRIP?')).toBe('1\n');
    expect(reply(':SOUR:VOLT:LEV 300;:SYST:ERR?')).toBe('-222,"Parameter data out of range"\n');
    expect(reply(':SOURCE:VOLTAGE:LEVEL 0.2;*OPC?')).toBe('1\n');
    for (const line of [':SOUR:VOLT:PROT 20', ':SYST:RSEN ON', ':SOUR:CLE:AUTO ON', ':SYST:AZER OFF'])
      expect(reply(`${line};:SYST:ERR?`), line).toBe('0,"No error"\n');
    expect(reply(':SOUR:VOLT:PROT?;:SYST:RSEN?')).toBe('20;1\n');
    expect(reply('*RST;:SYST:RSEN?;:OUTP?')).toBe('0;0\n');
    expect(reply(':MUCH:ADO')).toBe('');
    expect(reply('SYSTEM:ERROR?')).toBe('-113,"Undefined header"\n');
  });

  it('knows a header long, short and without what is in brackets, and no other', () => {
    const pattern = headerPattern('SOURce:VOLTage[:LEVel]');
    for (const header of ['SOUR:VOLT', ':source:voltage:level', 'SOURCE:VOLT:LEV'])
      expect(header).toMatch(pattern);
    for (const header of ['SOURC:VOLT', 'SOUR:VOLT:RANG', 'XSOUR:VOLT']) expect(header).not.toMatch(pattern);
    expect(commandsIn(':A 1; B?;')).toEqual([
      { header: 'A', asks: false, words: '1' },
      { header: 'B', asks: true, words: '' },
    ]);
  });
});

describe('the wire format of a Keithley 2600B', () => {
  const machine = new Keithley2600Machine(new Resistors([[1e4]]));
  let said = '';
  machine.onBytes((bytes) => (said += Buffer.from(bytes).toString('latin1')));
  const reply = (line: string) => {
    said = '';
    machine.receive(Buffer.from(`${line}\n`));
    return said;
  };
  const pulse = (seconds: string) =>
    `smua.nvbuffer1.clear() set=ConfigPulseVMeasureI(smua,0,1.000000e+00,1.000000e-03,${seconds},0.001,1,smua.nvbuffer1,1) done=set and InitiatePulseTest(1) print(7,set,done,smua.nvbuffer1.readings[1])`;

  it('is that of its script language, in what is sent and in what is answered', () => {
    const lines = keithley2600.prepare(LIMITS);
    expect(lines).toEqual([
      'smua.source.output=0',
      'smua.reset()',
      'smua.sense=smua.SENSE_LOCAL',
      'smua.measure.filter.enable=smua.FILTER_OFF',
      'smua.source.func=smua.OUTPUT_DCVOLTS',
      'smua.source.rangev=2.700000e+00',
      'smua.source.limiti=1.000000e-03',
      'smua.measure.nplc=1',
      'smua.measure.autozero=smua.AUTOZERO_AUTO',
      'smua.measure.autorangei=smua.AUTORANGE_ON',
      'smua.source.levelv=0',
      'smua.source.output=1',
    ]);
    expect(reply('*IDN?')).toMatch(/^Keithley Instruments Inc\., Model 2602B, /);
    for (const line of lines) expect(reply(line), line).toBe('');
    expect(reply('print(3)')).toBe('3.00000e+0\n');
    expect(reply('print(4,smua.source.limiti)')).toBe('4.00000e+0\t1.00000e-3\n');
    expect(reply('smua.source.levelv=1.000000e-01')).toBe('');
    expect(keithley2600.measure(5).line).toBe(
      'print(5,smua.source.levelv,smua.measure.i(),smua.source.compliance)',
    );
    expect(reply(keithley2600.measure(5).line)).toBe('5.00000e+0\t1.00000e-1\t1.00000e-5\tfalse\n');
    machine.receive(Buffer.from('foo(\n'));
    expect(reply('print(errorqueue.count)')).toBe('1.00000e+0\n');
    expect(reply('print(errorqueue.next())')).toContain('-285');
    expect(reply('print(6,errorqueue.next())')).toMatch(/^6\.00000e\+0\t0\.00000e\+00\tQueue Is Empty/);
  });

  it('prints measurements as numbers, at a voltage and at a current', () => {
    const own = new Keithley2600Machine(new Resistors([[1e4]]));
    let printed = '';
    own.onBytes((bytes) => (printed = Buffer.from(bytes).toString('latin1')));
    const print = (words: string) => {
      own.receive(Buffer.from(`print(${words})\n`));
      return printed.trim().split('\t').map((word) => (/\d/.test(word) ? Number(word) : word)); // prettier-ignore
    };
    const all = 'smua.measure.v(),smua.measure.i(),smua.measure.r(),smua.measure.p(),smua.measure.iv()';
    expect(print(all)).toEqual([0, 0, 9.9e37, 0, 0, 0]);
    own.receive(
      Buffer.from('smua.source.levelv=0.5 smua.source.limiti=1e-3 smua.source.output=smua.OUTPUT_ON\n'),
    );
    expect(print(all)).toEqual([0.5, 5e-5, 1e4, 2.5e-5, 5e-5, 0.5]);
    own.receive(
      Buffer.from('smua.source.func=smua.OUTPUT_DCAMPS smua.source.limitv=1 smua.source.leveli=5e-5\n'),
    );
    expect(print(all)).toEqual([0.5, 5e-5, 1e4, 2.5e-5, 5e-5, 0.5]);
    own.receive(Buffer.from('smua.source.leveli=-2e-4\n'));
    expect(print(`smua.measure.v(),smua.measure.i(),smua.source.compliance`)).toEqual([-1, -1e-4, 'true']);
  });

  it('tells whether a pulse was set up, and pulses nothing that was not', () => {
    const order = { volts: 1, seconds: 1e-3, limits: LIMITS };
    expect(keithley2600.pulse(7, order).line).toBe(pulse('1.000000e-03'));
    // A measurement of a whole line cycle does not end within a millisecond.
    expect(reply(pulse('1.000000e-03'))).toBe('7.00000e+0\tfalse\tfalse\tnil\n');
    const before = keithley2600.beginTrain(order);
    expect(before.at(-1)).toBe('smua.measure.rangei=1.000000e-03');
    for (const line of before) reply(line);
    expect(reply(pulse('1.000000e-03'))).toBe('7.00000e+0\ttrue\ttrue\t1.00000e-4\n');
    expect(() => keithley2600.pulse(7, order).meaning('7.00000e+0\tfalse\tfalse\tnil')).toThrow(
      'expected a pulse that was set up and delivered',
    );
  });
});

describe.each([2400, 2600] as const)('a session with a Keithley %i', (model) => {
  it('reads the current at its voltage, of either sign', async () => {
    const { session } = await rig(model);
    expect(await session.read(PLACE, -100_000, 0, 4)).toEqual({ picoamps: -1e7, microvolts: -1e5, flags: 0 });
  });

  it('delivers each pulse once and stops where one reaches compliance', async () => {
    const { session, cell } = await rig(model);
    expect(await session.train(TRAIN)).toEqual({ done: 3, flags: 0 });
    expect(cell.pulses.map(([, , volts]) => volts)).toEqual([1, 1, 1]);
    for (const [, , , seconds] of cell.pulses) expect(seconds).toBeCloseTo(1e-3, 9);
    cell.ohms[0][0] = 500;
    expect(await session.train(TRAIN)).toEqual({ done: 1, flags: 4 });
  });

  it('makes no current of an overflow, and no pulse after one', async () => {
    const { session, cell, wire } = await rig(model);
    const overflow = (said: Buffer) => [
      {
        bytes: Buffer.from(said.toString().replace(/1\.0+(e-5|E-05)(?=[,\t])|1\.0+(e-4)(?=\n)/, '9.91e+37')),
      },
    ];
    wire.tampering = overflow;
    expect(await session.read(PLACE, 1e5, 0, 1)).toMatchObject({ picoamps: 0, flags: 1 });
    wire.tampering = (said) => [
      { bytes: Buffer.from(said.toString().replace(/(?<=[,\t]\+?)1\.0+e-0?4/i, '9.91e+37')) },
    ];
    const { done, flags } = await session.train(TRAIN);
    expect([done, flags & 1]).toEqual([1, 1]);
    expect(cell.pulses).toHaveLength(1);
  });

  it('refuses what is beyond its limits before anything is sent', async () => {
    const { session, wire } = await rig(model);
    for (const change of [{ microvolts: 3e6 }, { widthNanos: 1e4 }, { count: 101 }, { column: 1 }])
      await expect(session.train({ ...TRAIN, ...change })).rejects.toThrow('got');
    await expect(session.read(PLACE, -6e5, 0, 1)).rejects.toThrow('limits allow reads of up to');
    await expect(session.arm({ ...LIMITS, picoampsMax: 2_100_000_000 })).rejects.toThrow(
      'at most 2000 µA, which board',
    );
    expect(wire.written).toBe('');
  });

  it('hides no error of the instrument', async () => {
    const { session, machine } = await rig(model);
    const complain = () =>
      machine instanceof Keithley2400Machine
        ? machine.complain('-200,"Execution error"')
        : machine.errors.push('-2.00000e+02\tExecution error');
    complain();
    await expect(session.read(PLACE, 1e5, 0, 1)).rejects.toThrow(BoardRefused);
    expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
    complain();
    await expect(session.train(TRAIN)).rejects.toThrow('the instrument reports: -200 Execution error');
    expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
  });

  it('takes no late, doubled, partial or stray answer for another', async () => {
    const { session, wire } = await rig(model);
    for (const tampering of [
      (bytes: Buffer) => [{ bytes, afterMs: 2500 }],
      (bytes: Buffer) => [{ bytes: bytes.subarray(0, 3) }],
      (bytes: Buffer) => [{ bytes }, { bytes }],
      (bytes: Buffer) => [{ bytes: Buffer.concat([Buffer.from('7'), bytes]) }],
      () => [],
    ]) {
      wire.once(tampering);
      expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
      wire.stray(0x31, 0x0a);
      expect((await session.read(PLACE, 2e5, 0, 1)).picoamps).toBe(2e7);
    }
  });

  it('gives a mute instrument up, and calls a train without an end uncertain', async () => {
    const { session, wire, cell } = await rig(model);
    wire.passes = (line) => !/READ|Initiate/.test(line);
    await expect(session.train(TRAIN)).rejects.toThrow(UncertainPulse);
    wire.passes = () => true;
    expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
    expect(cell.pulses).toEqual([]);
    wire.mute();
    await expect(session.read(PLACE, 1e5, 0, 1)).rejects.toThrow(BoardStuck);
    wire.written = '';
    await expect(session.train(TRAIN)).rejects.toThrow(BoardStuck);
    expect(wire.written).toBe('');
  });

  it('acknowledges no pulse that was not delivered, whatever befalls the way back', async () => {
    const fault = fc.constantFrom('none', 'none', 'none', 'drop', 'twice', 'late', 'cut');
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 25 }), async (faults) => {
        const { session, wire, cell } = await rig(model);
        const left = [...faults];
        wire.tampering = (bytes) => {
          const next = left.shift() ?? 'none';
          if (next === 'drop') return [];
          if (next === 'twice') return [{ bytes }, { bytes }];
          if (next === 'late') return [{ bytes, afterMs: 2900 }];
          return [{ bytes: next === 'cut' ? bytes.subarray(0, bytes.length >> 1) : bytes }];
        };
        let [acknowledged, uncertain] = [0, 0];
        for (let step = 0; step < 3; step++) {
          try {
            expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
            acknowledged += (await session.train(TRAIN)).done;
          } catch (error) {
            if (error instanceof UncertainPulse) uncertain += 3;
            else if (error instanceof BoardStuck) break;
            else throw error;
          }
        }
        expect(cell.pulses.length).toBeGreaterThanOrEqual(acknowledged);
        expect(cell.pulses.length).toBeLessThanOrEqual(acknowledged + uncertain);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a Keithley 2400 under a session', () => {
  it('is set up in the order that is safe, its compliance asked back, every command waited for', async () => {
    const clock = new SkippingClock();
    const machine = new Keithley2400Machine(new Resistors([[1e4]]));
    const wire = new Tampered(machine, clock);
    const session = await ScpiSession.connect(wire, { clock });
    expect(wire.lines).toEqual(['*IDN?', '\x03', '*CLS', '*IDN?', ':OUTP OFF', '*OPC?']);
    wire.written = '';
    await session.arm(LIMITS);
    expect(wire.lines.filter((line) => line !== '*OPC?')).toEqual([
      ':OUTP OFF',
      '*RST',
      ':SENS:AVER OFF',
      ':SOUR:CLE:AUTO OFF',
      ':SYST:RSEN OFF',
      ':SOUR:FUNC VOLT',
      ':SOUR:VOLT:MODE FIX',
      ':SOUR:VOLT:RANG 2.700000e+00',
      ":SENS:FUNC 'CURR'",
      ':SENS:CURR:RANG 1.000000e-03',
      ':SENS:CURR:PROT 1.000000e-03',
      ':FORM:ELEM VOLT,CURR,STAT',
      ':TRIG:COUN 1',
      ':SENS:CURR:NPLC 1',
      ':SYST:AZER ON',
      ':SOUR:VOLT:LEV 0',
      ':OUTP ON',
      ':SENS:CURR:PROT?',
      ':SYST:ERR?',
    ]);
    expect(wire.lines.filter((line) => line === '*OPC?')).toHaveLength(17);
  });

  it('forgets what whoever was there before had set', async () => {
    const { session, machine, cell } = await rig2400();
    for (const set of [':SENS:AVER ON', ':SOUR:CLE:AUTO ON', ':SYST:RSEN ON', ':SYST:AZER ON'])
      machine.receive(Buffer.from(`${set};:SOUR:VOLT:PROT 20\n`));
    await session.arm(LIMITS);
    expect(machine.setting('SYSTem:RSENse') + machine.setting('SOURce:CLEar:AUTO')).toBe('00');
    await session.train(TRAIN);
    for (const [, , , seconds] of cell.pulses) expect(seconds).toBeCloseTo(1e-3, 9);
  });

  it('ramps to every level and from it, and is off in the end', async () => {
    const { session, machine } = await rig2400();
    await session.read(PLACE, 500_000, 0, 1);
    expect(machine.highest).toBeCloseTo(0.5);
    expect(machine.jump).toBeLessThan(0.0501);
    expect(Number(machine.setting('SOURce:VOLTage[:LEVel]'))).toBe(0);
    await session.safe();
    expect(machine.setting('OUTPut[:STATe]')).toBe('0');
    await expect(session.train(TRAIN)).rejects.toThrow('armed');
  });

  it('flags an overflow and a read at compliance, and makes no number of them', async () => {
    const { session, machine, cell } = await rig2400();
    machine.overflow = true;
    expect(await session.read(PLACE, 1e5, 0, 1)).toMatchObject({ picoamps: 0, flags: 1 });
    machine.overflow = false;
    cell.ohms[0][0] = 10;
    expect(await session.read(PLACE, 1e5, 0, 1)).toMatchObject({ flags: 4 });
  });

  it('refuses an instrument that keeps another compliance, or that it does not know', async () => {
    const clock = new SkippingClock();
    const machine = new Keithley2400Machine(new Resistors([[1e4]]));
    const wire = new Tampered(machine, clock);
    const session = await ScpiSession.connect(wire, { clock });
    wire.tampering = (said) => [
      { bytes: Buffer.from(said.toString().replace('+1.000000E-03', '+1.050000E-04')) },
    ];
    await expect(session.arm(LIMITS)).rejects.toThrow(
      'the compliance of the instrument: got 0.000105 A: expected 0.001 A',
    );
    machine.identity = 'ACME,MODEL 1,2,3';
    await expect(ScpiSession.connect(new Tampered(machine, clock), { clock })).rejects.toThrow(
      'got the instrument',
    );
  });

  it('ramps in steps of 50 mV at most and ends where it should', () => {
    const volts = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(volts, volts, (from, to) => {
        let level = from;
        for (const step of rampTo(from, to)) {
          expect(Math.abs(step - level)).toBeLessThan(0.05 + 1e-9);
          level = step;
        }
        expect(Math.abs(level - to)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe.each([2400, 2600] as const)('a board of one device on a Keithley %i', (model) => {
  it('is pulsed, read and summed as any other', async () => {
    const conditions = {
      set: { volts: 2.5, widthSeconds: 1e-3 },
      reset: { volts: -2.7, widthSeconds: 1e-3 },
      periodSeconds: 5e-3,
      readVolts: 0.2,
    };
    const clock = new SkippingClock();
    const session = await ScpiSession.connect(
      new Tampered(new machines[model](pulsedBy(conditions, 1, 1)), clock),
      {
        clock,
      },
    );
    await session.arm(LIMITS);
    const board = new SerialBoard(devicesPulsedBy(session, conditions, 1, 1), 1, { scale: 1, floor: 0 });
    expect(board.product).toBe('host-sum');
    board.calibrate(Float64Array.of(0.1), 1e-6);
    const batch = new UpdateBatch(1);
    batch.add(0, 0.3);
    batch.pulses[0] = 40;
    await board.program(batch);
    expect(batch.conductance[0]).toBeGreaterThan(board.lowest[0]);
    const [up] = batch.conductance;
    const read = new ReadBatch(0, 1, [2]);
    read.drive(observationOf(1));
    await board.multiply(read);
    expect(Math.abs(read.amperes[0] - 0.2 * (up - board.lowest[0]))).toBeLessThan(1e-10);
    batch.pulses[0] = -40;
    await board.program(batch);
    expect(batch.conductance[0]).toBeLessThan(up);
    await board.close();
  });
});
