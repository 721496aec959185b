import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArcOneMachine } from '../../../../drivers/protocols/arc-one/arc-one-machine.js';
import { Resistors } from '../unnumbered/resistors.js';
import { OHMS } from './rig.js';

/** Resistors of which +1 V and more makes 2 kΩ, and −1 V and less 8 kΩ. */
class Switches extends Resistors {
  override pulse(row: number, column: number, volts: number, seconds: number): void {
    super.pulse(row, column, volts, seconds);
    if (Math.abs(volts) >= 0.999) this.ohms[row][column] = volts > 0 ? 2000 : 8000;
  }
}

function board(cells: Resistors = new Resistors(OHMS)) {
  const machine = new ArcOneMachine(cells);
  let said = Buffer.alloc(0);
  machine.onBytes((bytes) => (said = Buffer.concat([said, bytes])));
  const send = (lines: string) => {
    said = Buffer.alloc(0);
    machine.receive(Buffer.from(`${lines.replaceAll(' ', '\n')}\n`));
    return said;
  };
  /** The numbers of an answer, to six digits. */
  const floats = (lines: string) => {
    const bytes = send(lines);
    return Array.from({ length: bytes.length / 4 }, (_, k) =>
      Number(bytes.readFloatLE(4 * k).toPrecision(6)),
    );
  };
  /** The answer in triplets. */
  const triplets = (lines: string) => {
    const all = floats(lines);
    return Array.from({ length: all.length / 3 }, (_, k) => all.slice(3 * k, 3 * k + 3));
  };
  const volts = () => cells.pulses.map(([, , value]) => Number(value.toPrecision(6)));
  /** It is ready for the next job. */
  const ready = () => expect(send('1 2 3').toString('hex')).toBe('0000fa45');
  return { cells, machine, send, floats, triplets, volts, ready };
}

const END = [0, 0, 0];

describe('the programs of the vendor’s window, on the virtual ArC ONE', () => {
  it('CurveTracer: up and down at each polarity, an end after each cycle', () => {
    const { triplets, volts, ready } = board();
    const steps = [0.5, 1, 1.5, 1, 0.5, -0.5, -1, -0.5];
    const cycle = steps.map((v) => [5000, v, 0.001]);
    expect(triplets('201 1.5 1.0 0.5 0.5 0.001 0.01 0 0 2 0 0 0 1 1 2')).toEqual([
      ...cycle,
      END,
      ...cycle,
      END,
    ]);
    expect(volts()).toEqual([...steps, ...steps]);
    ready();
  });

  it.each([
    [0, [0.5, 1, 0.5, -0.5, -1, -0.5]],
    [1, [-0.5, -1, -0.5, 0.5, 1, 0.5]],
    [2, [0.5, 1, 0.5]],
    [3, [-0.5, -1, -0.5]],
  ])('CurveTracer: span %i', (span, expected) => {
    const { send, volts } = board();
    send(`201 1.0 1.0 0.5 0.5 0.001 0.01 0 0 1 1 ${span} 0 1 1 2`);
    expect(volts()).toEqual(expected);
  });

  it('CurveTracer: gives no step above the cut-off current', () => {
    const { send, volts, ready } = board();
    // 1 V at 5 kΩ is 200 µA.
    send('201 1.5 1.5 0.5 0.5 0.001 0.01 1.5e-04 -2.5e-04 1 0 0 0 1 1 2');
    expect(volts()).toEqual([0.5, -0.5, -1, -0.5]);
    ready();
  });

  it('ChronoAmperometry: one long pulse for each device, with its readings', () => {
    const { cells, triplets, ready } = board();
    const [one, other] = [5000, 4000].map((ohms) => [ohms, 0.8, 0.01]);
    expect(triplets('220 0.8 1.000e-02 3 2 1 2 2 2')).toEqual([one, one, one, END, other, other, other, END]);
    expect(cells.pulses).toEqual([[0, 1, 0.8, 0.01], [1, 1, 0.8, 0.01]]); // prettier-ignore
    ready();
  });

  it.each([15, 152])('SwitchSeeker %i: finds the polarity, then switches to and fro', (job) => {
    const { triplets, volts, ready } = board(new Switches([[5000, 5000, 5000], [5000, 5000, 8000]])); // prettier-ignore
    const answer = triplets(`${job} 1e-4 0.6 0.2 1.4 0.01 1e6 2 1 3 10 1 0 1 1 1`);
    expect(answer.slice(0, 2)).toEqual([[5000, 0.5, 0], [5000, 0.5, 0]]); // prettier-ignore
    expect(answer.at(-1)).toEqual(END);
    // +1 V switches it first; then −, + and − do.
    const ramp = [0.6, 0.8, 1];
    const down = ramp.map((v) => -v);
    expect(volts()).toEqual([0.6, -0.6, 0.8, -0.8, 1, ...down, ...ramp, ...down]);
    expect(answer).toHaveLength(2 + volts().length + 1);
    ready();
  });

  it('SwitchSeeker: does not pulse a device above its limit', () => {
    const { triplets, volts } = board();
    expect(triplets('15 1e-4 0.6 0.2 1.4 0.01 4e3 1 1 3 10 1 0 1 1 2')).toEqual([[5000, 0.5, 0], END]);
    expect(volts()).toEqual([]);
  });

  it('ConvergeToState: ends at the target, turns the polarity where it goes away, and gives up after five turns', () => {
    const { triplets, volts, ready } = board(new Switches([[5000, 5000, 5000], [5000, 5000, 8000]])); // prettier-ignore
    // Negative first, which leads away from 2 kΩ.
    const answer = triplets('21 0.8 0.2 1.2 1e-4 100 1e-4 0.01 2000 5 5 1 -1 1 1 1');
    expect(volts()).toEqual([-0.8, -1, 0.8, 1]);
    expect(answer.at(-2)).toEqual([2000, 1, 1e-4]);
    expect(answer.at(-1)).toEqual(END);
    const stubborn = board();
    const ramp = [0.8, 1, 1.2];
    stubborn.send('21 0.8 0.2 1.2 1e-4 100 1e-4 0.01 2000 5 5 1 1 1 1 2');
    expect(stubborn.volts()).toEqual([1, -1, 1, -1, 1, -1].flatMap((sign) => ramp.map((v) => sign * v)));
    stubborn.ready();
    ready();
  });

  it('VolatilityRead: batches of times and readings until the host says 1', () => {
    const { cells, send, ready } = board();
    const ohms = '00409c45';
    const reading = (ms: number) => `${Buffer.from(`${ms}\n`).toString('hex')}${ohms}`;
    const first = send('33 2.0 0.0001 2.0 10.0 1 1 2');
    expect(first.toString('hex')).toBe(ohms + reading(10) + reading(20));
    expect(send('0').toString('hex')).toBe(reading(30) + reading(40));
    expect(send('1').toString('hex')).toBe(ohms);
    expect(cells.pulses).toEqual([[0, 1, 2, 1e-4]]);
    ready();
  });

  it('STDP: a triplet before and after each spike, whose pieces are pulses', () => {
    const { cells, triplets, ready } = board();
    const read = [5000, 0.5, 0];
    expect(triplets('40 1 1 2')).toEqual([read]);
    expect(triplets('2 3 0.0 0.0 0.001 1.0 0.002 1.0')).toEqual([read, read]);
    expect(cells.pulses.map(([, , v, s]) => [v, Number(s.toPrecision(6))])).toEqual([[0.5, 1e-3], [1, 1e-3]]); // prettier-ignore
    expect(triplets('2 0.0 0.0 0.001 -1.0')).toEqual([read, read, read]);
    ready();
  });

  it('MultiStateSeeker: the polarity, the stability, and a failure in order for the rest', () => {
    const found = board(new Switches([[5000, 5000, 5000], [5000, 5000, 8000]])); // prettier-ignore
    const tail = (bytes: Buffer, text: string) =>
      bytes.subarray(-text.length - 12).toString('latin1') === `${NEGATIVE}${text}`;
    // Two devices in the experiment, one in the job.
    expect(tail(found.send('161 1e-4 0.6 0.2 1.4 0.01 1 1 10 1 2 1 1'), '0\n1\n0\n1\n')).toBe(true);
    found.ready();
    const stubborn = board();
    expect(tail(stubborn.send('161 1e-4 0.6 0.4 1.0 0.01 1 1 10 1 1 1 2'), '1\n')).toBe(true);
    stubborn.ready();
    const { cells, floats, send, ready } = board();
    expect(floats('162 1.5 0.001 1 1 2')).toEqual([5000]);
    expect(floats('0')).toEqual([5000]);
    expect(floats('1')).toEqual([]);
    expect(cells.pulses).toEqual([[0, 1, 1.5, 1e-3]]);
    for (const job of [163, 164, 165])
      expect(tail(send(`${job} 3 5 2 1 0 1e-4 -0.5 -0.1 -2 0.01 10 1 1 2`), '1\n'), `${job}`).toBe(true);
    expect(cells.pulses).toHaveLength(1);
    ready();
  });
});

const NEGATIVE = Buffer.from(Float32Array.of(0, 0, -1).buffer).toString('latin1');

describe('what is no job, on the virtual ArC ONE', () => {
  it('makes it ignore all lines until a reset', () => {
    const { cells, send, ready } = board();
    for (const stray of ['77', '12 3', 'constructor', '3 1 x', '141 1 1 1 1 1 1 1 1 1 0 7 1 1e9']) {
      expect(send(`${stray} 3 1 2 1.0 1e-4 1 1 2`), stray).toHaveLength(0);
      send('00');
      ready();
    }
    expect(cells.pulses).toEqual([]);
  });

  it('pulses nothing beyond 12 V, at 0 V, without a width or where no device is', () => {
    const { cells, send } = board();
    for (const pulse of [
      '1 1 12.5 1e-4',
      '1 1 0 1e-4',
      '1 1 1 0',
      '1 1 1 -1',
      '0 1 1 1e-4',
      '1 5 1 1e-4',
      '1.5 1 1 1e-4',
    ])
      expect(send(`3 ${pulse}`), pulse).toHaveLength(4);
    expect(cells.pulses).toEqual([]);
  });

  it('gives at most 100,000 pulses in a job, then waits for a reset', () => {
    const cells = new Resistors(OHMS);
    const machine = new ArcOneMachine(cells);
    machine.receive(
      Buffer.from(`${'191 1 1e-4 0 -1 1e-4 0 1e-3 100 100 1000 1 1 1'.replaceAll(' ', '\n')}\n`),
    );
    expect([cells.pulses.length, machine.deaf]).toEqual([100_000, true]);
    machine.receive(Buffer.from('00\n'));
    expect(machine.deaf).toBe(false);
  });

  it('never pulses more than well-formed jobs order, however jobs that it knows and does not know are mixed', () => {
    const number = fc.oneof(
      fc.constantFrom('3', '04', '14', '141', '220', '1', '2', '-1.5', '1e-05'),
      fc.nat(300).map(String),
    );
    const lines = fc.array(number, { maxLength: 8 });
    const jobs = fc.oneof(
      fc.constant({ text: '3 1 2 1.0 1e-4', orders: 1, ends: false }),
      fc.constant({ text: '02 1 1 04 -1.0 1e-4', orders: 1, ends: false }),
      fc.constant({ text: '50 1.0 1e-4 0.2 2 1 2 1 3', orders: 2, ends: false }),
      fc.constant({ text: '220 1.0 1e-3 2 1 2 2', orders: 1, ends: false }),
      fc.constant({ text: '2 1 4 4 01 2 0.2 999', orders: 0, ends: false }),
      fc
        .tuple(fc.constantFrom('7', '16', '166', '300', '0001', 'x', '3.0', '-3'), lines)
        .map(([name, numbers]) => ({ text: [name, ...numbers].join(' '), orders: 0, ends: true })),
      fc
        .tuple(fc.constantFrom('3 1 y', '220 1.0 1e-3 2 -1', '04 1.0 1e', '40 1.5'), lines)
        .map(([text, numbers]) => ({ text: [text, ...numbers].join(' '), orders: 0, ends: true })),
      fc.constant({ text: '00', orders: 0, ends: false }),
    );
    fc.assert(
      fc.property(fc.array(jobs, { maxLength: 30 }), (sequence) => {
        const { cells, send } = board();
        let [orders, deaf] = [0, false];
        for (const job of sequence) {
          send(job.text);
          if (job.text === '00') deaf = false;
          else if (!deaf) [orders, deaf] = [orders + job.orders, job.ends];
          expect(cells.pulses).toHaveLength(orders);
        }
      }),
    );
  });
});
