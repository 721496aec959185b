import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.js';
import {
  BoardRefused,
  BoardReset,
  BoardStuck,
  LinkLost,
  UncertainPulse,
} from '../../../../drivers/sessions/errors.js';
import { FLAG } from '../../../../drivers/sessions/flag.js';
import { encodeReply, encodeRequest, crc16, hexadecimal } from '../../../../drivers/protocols/mbp/frame.js';
import { MbpLink } from '../../../../drivers/protocols/mbp/mbp-link.js';
import { CAPABILITIES, meddled, Rig, TRAIN } from './rig.js';

const sentOf = (rig: Rig) => rig.journal.flatMap((entry) => ('sent' in entry ? [String(entry.sent)] : []));
/** A meddler that acts on the first `times` lines that hold a word. */
function first(word: string, act: (line: string) => string[], times = 1) {
  let left = times;
  return (line: string) => (line.includes(word) && left-- > 0 ? act(line) : [line]);
}

/** A frame with some words of it in place of others, and the CRC that goes with them. */
function otherwise(line: string, from: string, to: string): string {
  const [frame] = line.split('*');
  if (!`${frame} `.includes(from)) return line;
  const changed = `${frame} `.replace(from, to).trimEnd();
  return `${changed}*${hexadecimal(crc16(changed))}\n`;
}

describe('what can go wrong between host and board', () => {
  it('unplug in the middle of a train: the count is told after the replug', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    const given = session.train({ ...TRAIN, periodNanos: 10_000_000 });
    rig.clock.after(55, () => cable.unplug('cable out'));
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    await expect(session.read(TRAIN, 1000, 0, 1)).rejects.toThrow('cable out');
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toEqual({ done: 6, flags: FLAG.aborted });
    expect(rig.cells.total).toBe(6);
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });

  it('unplug before the frame of a train has arrived: it gave nothing, and never will', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(meddled(cable.host, { toBoard: first('TRAIN', () => []) }));
    const given = session.train(TRAIN);
    rig.clock.after(1, () => cable.unplug());
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toEqual({ done: 0, flags: 0 });
    await rig.clock.pass(10_000);
    expect(rig.cells.total).toBe(0);
  });

  it('a train of another program under the same number is not taken for ours', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const other = await rig.open(cable.host);
    await rig.clock.until(other.train(TRAIN));
    cable.unplug();
    const next = rig.cable();
    const session = await rig.open(meddled(next.host, { toBoard: first('TRAIN', () => []) }));
    const given = session.train(TRAIN);
    rig.clock.after(1, () => next.unplug());
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    // That program could have sent its train after ours.
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toBeInstanceOf(UncertainPulse);
  });

  it.each([1, 2, 7, 20, 40])('a frame that lacks its last %d bytes: the same frame again', async (n) => {
    const rig = new Rig();
    const toBoard = first('TRAIN', (line) => [line.slice(0, -n)]);
    const toHost = first('OK 12', (line) => [line.slice(0, -n)]);
    const session = await rig.open(meddled(rig.cable().host, { toBoard, toHost }));
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect(rig.cells.total).toBe(12);
    const trains = sentOf(rig).filter((line) => line.includes('TRAIN'));
    expect(trains.length).toBeGreaterThan(1);
    expect(new Set(trains).size).toBe(1);
  });

  it('garbage on the line: passed over on both sides, and counted', async () => {
    const rig = new Rig();
    const noise = '\u0000\u00ff<0006 B3F2 OK 99 99 0*0000\n\n\u0007>>*';
    const session = await rig.open(
      meddled(rig.cable().host, {
        toBoard: (line) => [noise, '\n', line],
        toHost: (line) => [noise, '\n', line],
      }),
    );
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect(rig.cells.total).toBe(12);
    const stat = await rig.clock.until(session.stat());
    expect(stat['overruns'] + stat['crc']).toBeGreaterThan(5);
  });

  it('a board that is stuck: three times again, then no more pulses over this link', async () => {
    const rig = new Rig();
    let mute = false;
    const meddle = (line: string) => (mute ? [] : [line]);
    const session = await rig.open(meddled(rig.cable().host, { toBoard: meddle, toHost: meddle }));
    mute = true;
    await expect(rig.clock.until(session.read(TRAIN, 1000, 0, 1))).rejects.toThrow(BoardStuck);
    expect(new Set(sentOf(rig).filter((line) => line.includes('READ'))).size).toBe(1);
    mute = false;
    await expect(session.train(TRAIN)).rejects.toThrow(BoardStuck);
    expect(rig.cells.total).toBe(0);
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toBeUndefined();
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });

  it('a wrong baud rate: the greeting gets no answer, and nothing else is sent', async () => {
    const rig = new Rig();
    // Every byte becomes another one, now and then an LF.
    const mangle = (line: string) => [
      line.replaceAll(/[^]/g, (c) => String.fromCharCode((c.charCodeAt(0) * 5) & 0xff)),
    ];
    await expect(rig.open(meddled(rig.cable().host, { toBoard: mangle, toHost: mangle }))).rejects.toThrow(
      'HELLO was sent 4 times',
    );
    expect(sentOf(rig).every((line) => line.includes('HELLO'))).toBe(true);
    expect(rig.machine.armed).toBe(false);
  });

  it('a late answer: dropped, and never the answer to another request', async () => {
    const rig = new Rig();
    let late = '';
    const cable = rig.cable();
    const toHost = (line: string) => {
      if (!line.includes(' 10000 ') || late !== '')
        return late !== '' && line.includes(' 20000 ') ? [late, line] : [line];
      late = line;
      return [];
    };
    const session = await rig.open(meddled(cable.host, { toHost }));
    expect(await rig.clock.until(session.read(TRAIN, 10_000, 0, 1))).toMatchObject({ microvolts: 10_000 });
    expect(await rig.clock.until(session.read(TRAIN, 20_000, 0, 1))).toMatchObject({ microvolts: 20_000 });
  });

  it('every answer twice: the second is dropped and counted', async () => {
    const rig = new Rig();
    const link = new MbpLink(meddled(rig.cable().host, { toHost: (line) => [line, line] }), {
      clock: rig.clock,
    });
    await rig.clock.until(link.request('HELLO', [1, '0001'], { deadlineMs: 100 }));
    for (let n = 0; n < 10; n++) await rig.clock.until(link.request('PING', [], { deadlineMs: 100 }));
    expect(link.dropped).toEqual({ unmatched: 11, garbled: 0 });
  });

  it.each(['request', 'answer'])(
    'a %s of a train that is lost, and lost again: twelve pulses all the same',
    async (which) => {
      const rig = new Rig();
      const lose =
        which === 'request'
          ? { toBoard: first('TRAIN', () => [], 3) }
          : { toHost: first('OK 12', () => [], 3) };
      const session = await rig.open(meddled(rig.cable().host, lose));
      expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
      expect(rig.cells.total).toBe(12);
    },
  );

  it('a reset between two requests: noticed, refused until all is set up again', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    rig.reset();
    await expect(rig.clock.until(session.read(TRAIN, 1000, 0, 1))).rejects.toThrow(BoardReset);
    expect(await rig.clock.until(session.reopen(cable.host))).toBeUndefined();
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });

  it('a reset in the middle of a train: an uncertain pulse, and not one more', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    const given = session.train({ ...TRAIN, periodNanos: 10_000_000 });
    rig.clock.after(55, () => rig.reset());
    await expect(rig.clock.until(given)).rejects.toThrow(UncertainPulse);
    expect(rig.cells.total).toBe(6);
    expect(await rig.clock.until(session.reopen(cable.host))).toBeUndefined();
    await rig.clock.pass(5000);
    expect(rig.cells.total).toBe(6);
  });

  it('a reset while the cable is out: an uncertain pulse, told by the replug', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    const given = session.train({ ...TRAIN, periodNanos: 10_000_000 });
    rig.clock.after(55, () => cable.unplug());
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    rig.reset();
    const outcome = await rig.clock.until(session.reopen(rig.cable().host));
    expect(outcome).toBeInstanceOf(UncertainPulse);
    expect((outcome as UncertainPulse).message).toContain('between 0 and 12 pulses');
  });

  it('a host that dies while armed: safe within a heartbeat, in the middle of a train', async () => {
    const rig = new Rig();
    let dead = false;
    const session = await rig.open(meddled(rig.cable().host, { toBoard: (line) => (dead ? [] : [line]) }));
    const given = session.train({ ...TRAIN, periodNanos: 100_000_000, count: 100 });
    await rig.clock.pass(2500);
    expect(rig.machine.armed).toBe(true);
    dead = true;
    await rig.clock.pass(1000);
    expect(rig.machine.armed).toBe(false);
    const { total } = rig.cells;
    expect(await rig.clock.until(given)).toEqual({ done: total, flags: FLAG.aborted, lapsed: true });
    await rig.clock.pass(5000);
    expect(rig.cells.total).toBe(total);
  });

  it('a host that is idle: kept armed by the heartbeat', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    await rig.clock.pass(20_000);
    expect(rig.machine.armed).toBe(true);
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    await rig.clock.until(session.safe());
    expect(rig.machine.armed).toBe(false);
    await expect(rig.clock.until(session.train(TRAIN))).rejects.toThrow('the board refused TRAIN: UNARMED');
  });

  it('a current beyond the converter: flag 1', async () => {
    const rig = new Rig({ picoampsMax: 101_000_000 });
    rig.cells.siemens.fill(1e-3);
    const session = await rig.open(rig.cable().host);
    expect((await rig.clock.until(session.read(TRAIN, 100_000, 0, 1))).flags).toBe(0);
    expect((await rig.clock.until(session.read(TRAIN, 200_000, 0, 1))).flags).toBe(FLAG.saturated);
    const both = session.readSet(1, [0, 1], [-200_000, -1000], 0, 1);
    expect((await rig.clock.until(both)).flags).toBe(FLAG.saturated);
  });

  it('a broken and a bridged device: flags 8 and 16', async () => {
    const rig = new Rig();
    rig.cells.siemens[7] = 0;
    rig.cells.siemens[5] = 1;
    const session = await rig.open(rig.cable().host);
    const flags = async (row: number) =>
      (await rig.clock.until(session.read({ row, column: 1 }, -100_000, 0, 1))).flags;
    expect(await flags(3)).toBe(FLAG.openSuspected | FLAG.belowNoise);
    expect(await flags(2)).toBe(FLAG.shortSuspected | FLAG.saturated);
    expect(await flags(1)).toBe(0);
  });

  it('a current at the compliance: the train ends at once, with its count', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    rig.cells.onPulse = () => (rig.cells.siemens[7] = 15e-6 * rig.cells.total);
    const seconds: number[] = [];
    const pulse = rig.cells.pulse.bind(rig.cells);
    rig.cells.pulse = (row: number, column: number, volts: number, width?: number) => {
      seconds.push(width!);
      pulse(row, column, volts);
    };
    const delivery = await rig.clock.until(session.train(TRAIN));
    expect(delivery).toEqual({ done: 8, flags: FLAG.compliance });
    expect(rig.cells.total).toBe(8);
    // The one that reached it ended at its start.
    expect(seconds).toEqual([...Array.from({ length: 7 }, () => 1e-5), 0]);
  });

  it('cells that fail: the board says so, says how far it came, and disarms', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    rig.cells.onPulse = () => {
      if (rig.cells.total === 3) throw new Error('smoke');
    };
    const refusal = await rig.clock.until(session.train(TRAIN)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BoardRefused);
    expect(refusal).toMatchObject({ code: 'HW', details: ['3', '12'] });
    expect(rig.machine.armed).toBe(false);
    await rig.clock.pass(1);
    expect(rig.journal.some((entry) => 'received' in entry && String(entry.received).includes('FAULT'))).toBe(
      true,
    );
  });

  it.each([
    [{ microvolts: 1_200_001 }, 'the limits allow a pulse of -1200000 to 1200000 µV, got 1200001 µV'],
    [{ microvolts: -1_200_001 }, 'got -1200001 µV'],
    [{ microvolts: 0.5 }, 'microvolts must be a whole number'],
    [{ widthNanos: 10_001 }, 'a width of at most 10000 ns, got 10001 ns'],
    [{ widthNanos: 99 }, 'at least 100 ns'],
    [{ periodNanos: 9_999 }, 'a period is at least the width'],
    [{ count: 101 }, 'at most 100 pulses a train, got 101'],
    [{ count: 0 }, 'at least 1 pulse'],
    [{ row: 4 }, 'has rows 0 to 3, got 4'],
    [{ column: -1 }, 'has columns 0 to 1, got -1'],
    [{ row: Number.NaN }, 'row must be a whole number'],
  ])('a train beyond the limits, %j: refused unsent', async (change, sentence) => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    const sent = rig.journal.length;
    const given = session.train({ ...TRAIN, ...change });
    await expect(given).rejects.toThrow(UsageError);
    await expect(given).rejects.toThrow(sentence);
    expect(rig.journal.length).toBe(sent);
  });

  it('a train of too much energy: refused unsent', async () => {
    const rig = new Rig();
    // 1 V · 100 µA · 10 µs · 12 = 12 nJ
    const session = await rig.open(rig.cable().host, { picojoulesMax: 11_999 });
    await expect(session.train(TRAIN)).rejects.toThrow('at most 11999 pJ a train');
    expect(await rig.clock.until(session.train({ ...TRAIN, count: 11 }))).toMatchObject({ done: 11 });
  });

  it.each([60_001, 0, 2e9, 0.5, Number.NaN])('a heartbeat of %d ms: refused unsent', async (heartbeatMs) => {
    const rig = new Rig();
    const opened = rig.open(rig.cable().host, {}, heartbeatMs);
    await expect(opened).rejects.toThrow(
      `heartbeat: got ${heartbeatMs} ms: expected a whole number from 1 to 60000`,
    );
    expect(rig.journal).toEqual([]);
  });

  it('a refusal of the board: which argument, and what it was', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    await expect(rig.clock.until(session.read(TRAIN, 1000, 0, 5000))).rejects.toThrow(
      'the board refused READ: RANGE 5: the number of averages: got 5000: expected no more than the board can take',
    );
  });

  it('a read far below zero is as much too high as one far above', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    await expect(session.read(TRAIN, -200_001, 0, 1)).rejects.toThrow(
      'reads of up to ±200000 µV, got -200001 µV',
    );
    await expect(session.readSet(0, [0, 1], [1000, -200_001], 0, 1)).rejects.toThrow('got -200001 µV');
    await expect(session.readSet(0, [0, 0], [1, 1], 0, 1)).rejects.toThrow('a row has one voltage');
    await expect(session.readSet(0, [0, 1, 2, 3, 4], [1, 1, 1, 1, 1], 0, 1)).rejects.toThrow(
      'reads 1 to 4 rows at once',
    );
  });

  it('limits that allow more than the board can do: refused before it is armed', async () => {
    const rig = new Rig();
    const opened = rig.open(rig.cable().host, { pulsesMax: 1001 });
    await expect(opened).rejects.toThrow(
      'the limit of pulses in a train: got 1001: expected 1 to 1000, which board C-7 can do',
    );
    expect(rig.machine.armed).toBe(false);
  });

  it('what was written to an unplugged cable never comes out of the next', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    const given = session.train(TRAIN);
    cable.unplug();
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    await expect(cable.host.write(Buffer.from('>'))).rejects.toThrow('the cable is out');
    rig.cable();
    await rig.clock.pass(10_000);
    expect(rig.cells.total).toBe(0);
  });

  it('another board in place of the one that was unplugged: refused', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    const other = new Rig({ ...CAPABILITIES, serial: 'C-8' });
    const [near, far] = [rig.cable(), other.cable()];
    near.board.onBytes((bytes) => void far.host.write(bytes));
    far.host.onBytes((bytes) => void near.board.write(bytes));
    rig.machine.onBytes(() => {});
    const reopened = session.reopen(near.host);
    for (let k = 0; k < 50; k++) {
      await rig.clock.pass(1);
      await other.clock.pass(1);
    }
    await expect(reopened).rejects.toThrow('got counting C-8: expected counting C-7');
  });

  it('an abort: the train tells how far it came, the board stays armed', async () => {
    const rig = new Rig();
    const session = await rig.open(rig.cable().host);
    const given = session.train({ ...TRAIN, periodNanos: 10_000_000 });
    rig.clock.after(35, () => void session.abort());
    expect(await rig.clock.until(given)).toEqual({ done: 4, flags: FLAG.aborted });
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });

  it.each(['abort', 'safe'] as const)(
    '%s while a train waits behind a PING: it is never sent',
    async (stop) => {
      const rig = new Rig();
      const session = await rig.open(rig.cable({ delayMs: 5 }).host);
      const open = session.stat();
      const given = session.train(TRAIN);
      void session[stop]();
      expect(await rig.clock.until(given)).toEqual({ done: 0, flags: FLAG.aborted });
      await rig.clock.until(open);
      await rig.clock.pass(500);
      expect([rig.cells.total, sentOf(rig).filter((line) => line.includes('TRAIN')).length]).toEqual([0, 0]);
    },
  );

  it.each([
    [' OK 12 12 ', ' OK 12 13 ', 'got 12 of 13 pulses: expected 0 to 12 of 12'],
    [' OK 12 12 ', ' OK 13 12 ', 'got 13 of 12 pulses'],
    [' OK 12 12 ', ' OK -1 12 ', 'got -1 of 12 pulses'],
  ])('an answer to another train, %s as%s: not believed', async (from, to, sentence) => {
    const rig = new Rig();
    const session = await rig.open(
      meddled(rig.cable().host, { toHost: (line) => [otherwise(line, from, to)] }),
    );
    await expect(rig.clock.until(session.train(TRAIN))).rejects.toThrow(sentence);
  });

  it.each([
    [' 1200000 200000 ', ' 1500000 200000 ', "the board's answer to LIMITS: got -1200000 1500000"],
    [' OK 1000', ' OK 99000', "the board's answer to ARM: got 99000: expected 1000"],
  ])('limits or a heartbeat taken otherwise, %s as%s: no pulse', async (from, to, sentence) => {
    const rig = new Rig();
    const opened = rig.open(meddled(rig.cable().host, { toHost: (line) => [otherwise(line, from, to)] }));
    await expect(opened).rejects.toThrow(sentence);
  });

  it('a read at more than the limits allow: not believed', async () => {
    const rig = new Rig();
    const toHost = (line: string) => [otherwise(line, ' 100000 ', ' 200001 ')];
    const session = await rig.open(meddled(rig.cable().host, { toHost }));
    await expect(rig.clock.until(session.read(TRAIN, 100_000, 0, 1))).rejects.toThrow(
      'got 200001 µV applied: expected at most ±200000 µV',
    );
  });

  it('a boot id that comes again by chance: what nobody can know is uncertain, and is not repeated', async () => {
    const rig = new Rig({ durable: false }, 0);
    await rig.clock.pass(60_000);
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    const given = session.train({ ...TRAIN, periodNanos: 10_000_000 });
    rig.clock.after(55, () => cable.unplug());
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    rig.reset();
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toBeInstanceOf(UncertainPulse);
    expect(rig.cells.total).toBe(6);
  });

  it('an uptime longer than the absence: proof that a train never came', async () => {
    const rig = new Rig({ durable: false });
    await rig.clock.pass(60_000);
    const cable = rig.cable();
    const session = await rig.open(meddled(cable.host, { toBoard: first('TRAIN', () => []) }));
    const given = session.train(TRAIN);
    rig.clock.after(1, () => cable.unplug());
    await expect(rig.clock.until(given)).rejects.toThrow(LinkLost);
    expect(await rig.clock.until(session.reopen(rig.cable().host))).toEqual({ done: 0, flags: 0 });
  });

  it('an abort of a train that never came: nothing was given, and its frame is void', async () => {
    const rig = new Rig();
    const held: string[] = [];
    const cable = rig.cable();
    const toBoard = first('TRAIN', (line) => [held.push(line)].flatMap(() => []), 9);
    const session = await rig.open(meddled(cable.host, { toBoard }));
    const given = session.train(TRAIN);
    rig.clock.after(35, () => void session.abort());
    expect(await rig.clock.until(given)).toEqual({ done: 0, flags: FLAG.aborted });
    for (const line of held) await cable.host.write(Buffer.from(line));
    await rig.clock.pass(500);
    expect(rig.cells.total).toBe(0);
  });

  it('an abort after the answer of a train was lost: its true count', async () => {
    const rig = new Rig();
    const session = await rig.open(meddled(rig.cable().host, { toHost: first('OK 12 12', () => [], 9) }));
    const given = session.train(TRAIN);
    rig.clock.after(35, () => void session.abort());
    expect(await rig.clock.until(given)).toEqual({ done: 12, flags: 0 });
  });

  it('two aborts at once, the answer of the first lost: the train still tells how far it came', async () => {
    const rig = new Rig();
    const toHost = first('OK 4', () => [], 2);
    const session = await rig.open(meddled(rig.cable().host, { toHost }));
    const given = session.train({ ...TRAIN, periodNanos: 10_000_000 });
    rig.clock.after(35, () => void Promise.all([session.abort(), session.abort()]));
    expect(await rig.clock.until(given)).toEqual({ done: 4, flags: FLAG.aborted });
  });

  it.each(['request', 'answer'])('a %s that loses its end three times spoils no other', async (which) => {
    const rig = new Rig();
    const cut = (line: string) => [line.slice(0, -3)];
    const meddle =
      which === 'request' ? { toBoard: first('TRAIN', cut, 3) } : { toHost: first('OK 12', cut, 3) };
    const session = await rig.open(meddled(rig.cable().host, meddle));
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect(rig.cells.total).toBe(12);
  });

  it('an answer to the greeting of an earlier program: not taken for ours', async () => {
    const rig = new Rig();
    const stale = encodeReply(0, 0xaaaa, ['counting', '1.0', 'C-7', '0000']);
    const toHost = first('OK counting', (line) => [stale, line]);
    const session = await rig.open(meddled(rig.cable().host, { toHost }));
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });

  it('another host that greets the board meanwhile: out of step, nothing more is sent', async () => {
    const rig = new Rig();
    const cable = rig.cable();
    const session = await rig.open(cable.host);
    await cable.host.write(Buffer.from(encodeRequest(100, 0, 'HELLO', [1, 'EEEE'])));
    await expect(rig.clock.until(session.read(TRAIN, 1000, 0, 1))).rejects.toThrow(
      'the board refused READ: SEQ 0064: another program greeted the board meanwhile',
    );
    const sent = rig.journal.length;
    await expect(session.train(TRAIN)).rejects.toThrow('SEQ');
    expect(rig.journal.length).toBe(sent);
    expect(await rig.clock.until(session.reopen(cable.host))).toBeUndefined();
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });
});
