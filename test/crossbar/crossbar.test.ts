import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinearBank } from '../devices/linear-bank.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { IdealBank } from '../../devices/ideal.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { Crossbar } from '../../src/crossbar/crossbar.js';
import { ExactCrossbar } from '../../src/crossbar/exact-crossbar.js';
import { observationOf } from '../core/observation-of.js';
import { later } from '../drivers/later.js';

const ROWS = 4;
const COLUMNS = 3;
/** Pulses from end to end: so many that any weight is reached to rounding. */
const N = 2 ** 30;

function board(): SimulatedBoard {
  const size = ROWS * COLUMNS;
  const lowest = Float64Array.from({ length: size }, (_, d) => (25 + d) * 1e-6);
  return new SimulatedBoard(
    new LinearBank(
      lowest,
      lowest.map((low, d) => low + (12 + 2 * d) * 1e-6),
      N,
    ),
    COLUMNS,
  );
}

function wishes(...rows: [device: number, delta: number][]): UpdateBatch {
  const batch = new UpdateBatch(rows.length);
  rows.forEach(([device, delta], i) => {
    batch.add(device, delta);
    batch.pulses[i] = Math.round(N * delta);
  });
  return batch;
}

function onlyRow(row: number) {
  return observationOf(...Array.from({ length: ROWS }, (_, k) => (k === row ? 1 : 0)));
}

const weight = fc.double({ min: 0, max: 1, noNaN: true });
const input = fc.double({ min: -2, max: 2, noNaN: true });

describe('a crossbar', () => {
  it('multiplies weights that it programmed, signed inputs and reference included', () => {
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 12, maxLength: 12 }),
        fc.array(input, { minLength: ROWS, maxLength: ROWS }),
        input,
        (weights, inputs, reference) => {
          const crossbar = new Crossbar(board());
          void crossbar.program(wishes(...weights.map((w, d): [number, number] => [d, w])));
          const read = new ReadBatch(1, 2);
          read.reference[0] = reference;
          read.drive(observationOf(...inputs));
          void crossbar.multiply(read);
          for (let c = 0; c < 2; c++) {
            const sum = inputs.reduce(
              (total, x, row) => total + x * weights[row * COLUMNS + 1 + c],
              reference,
            );
            expect(read.output[c]).toBeCloseTo(sum, 8);
          }
        },
      ),
    );
  });

  it('notes each weight as it was last read back', () => {
    const crossbar = new Crossbar(board());
    const batch = wishes([5, 0.25], [7, 0.5], [5, 0.25]);
    void crossbar.program(batch);
    expect(batch.weight[2]).toBeCloseTo(0.5, 12);
    expect(crossbar.weight[5]).toBeCloseTo(0.5, 12);
    expect(crossbar.weight[7]).toBeCloseTo(0.5, 12);
    expect(crossbar.weight[0]).toBe(0);
  });

  it('takes sums that are only rounding for zero: a full weight against a reward of one', () => {
    for (let d = 0; d < ROWS * COLUMNS; d++) {
      const crossbar = new Crossbar(board());
      void crossbar.program(wishes([d, 1]));
      expect(crossbar.weight[d]).toBe(1);
      const read = new ReadBatch(d % COLUMNS, 1, [-0.2]);
      read.reference[0] = 0.2;
      read.drive(onlyRow(Math.floor(d / COLUMNS)));
      void crossbar.multiply(read);
      expect(read.output[0]).toBe(0);
    }
  });

  it('drives the devices with at most 0.2 V for an input of one', () => {
    const fast = board();
    let most = 0;
    fast.calibrate = (gain) => void (most = Math.max(...gain));
    expect(new Crossbar(fast).rows).toBe(ROWS);
    expect(most).toBeGreaterThan(0.1);
    expect(most).toBeLessThanOrEqual(0.2);
  });

  it('refuses pulses of another shape before anything is pulsed, unless its devices take any', () => {
    const shapes = {
      set: { volts: 1.5, seconds: 1e-6, period: 1e-5 },
      reset: { volts: -1.2, seconds: 2e-6, period: 1e-5 },
    };
    const ends = (end: number) => new Float64Array(ROWS * COLUMNS).fill(end);
    const bank = () => new LinearBank(ends(1e-5), ends(3e-5), N);
    const memory = new IdealBank(ends(1e-5), ends(3e-5));
    const asking = Object.assign(wishes([3, 0.4]), { shapes });
    const own = [
      new Crossbar(new SimulatedBoard(bank(), COLUMNS)),
      new ExactCrossbar(new SimulatedBoard(memory, COLUMNS), memory.conductance),
    ];
    for (const crossbar of own) {
      expect(() => crossbar.program(asking)).toThrow(
        'pulses: got a SET pulse of 1.5 V and 1 µs and a RESET pulse of -1.2 V and 2 µs: expected none',
      );
      expect(crossbar.weight[3]).toBe(0);
    }
    expect(memory.conductance[3]).toBe(1e-5);
    const seen: unknown[] = [];
    const flexible = bank();
    const any = Object.assign(flexible, {
      anyShape: true,
      pulse: ({ shapes }: UpdateBatch) => void seen.push(shapes),
    });
    void new Crossbar(new SimulatedBoard(any, COLUMNS)).program(asking);
    expect(seen).toEqual([shapes]);
  });

  it('does the same on a board that answers later', async () => {
    const [fast, slow] = [new Crossbar(board()), new Crossbar(later(board()))];
    const outputs = [];
    for (const crossbar of [fast, slow]) {
      await crossbar.program(wishes([3, 0.4], [4, 0.9]));
      const read = new ReadBatch(0, 2, [-0.7]);
      read.drive(onlyRow(1));
      await crossbar.multiply(read);
      outputs.push(read.output);
    }
    expect(outputs[0]).toEqual(outputs[1]);
    expect(slow.weight).toEqual(fast.weight);
  });
});

describe('an exact crossbar', () => {
  const memory = () => new IdealBank(new Float64Array(12).fill(1e-5), new Float64Array(12).fill(3e-5));
  const exact = (bank = memory()) => new ExactCrossbar(new SimulatedBoard(bank, COLUMNS), bank.conductance);

  it('writes a change as it is, up to the ends of the window', () => {
    const crossbar = exact();
    const batch = new UpdateBatch(3);
    batch.add(0, 0.123456789);
    batch.add(5, 1.5);
    batch.add(7, -0.2);
    void crossbar.program(batch);
    expect(crossbar.weight[0]).toBeCloseTo(0.123456789, 14);
    expect([crossbar.weight[5], crossbar.weight[7]]).toEqual([1, 0]);
  });

  it('sums changes like real numbers, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.04, noNaN: true }), { maxLength: 25 }), (changes) => {
        const crossbar = exact();
        for (const change of changes) {
          const batch = new UpdateBatch(1);
          batch.add(4, change);
          void crossbar.program(batch);
        }
        expect(crossbar.weight[4]).toBeCloseTo(
          Math.min(
            1,
            changes.reduce((sum, x) => sum + x, 0),
          ),
          12,
        );
      }),
    );
  });

  it('hides the wanted change from its board, which sees a direction', () => {
    const bank = memory();
    const seen: number[] = [];
    const { size, conductance, lowest, highest } = bank;
    const watched: DeviceBank = {
      size,
      conductance,
      lowest,
      highest,
      pulse: ({ direction, count }) => void seen.push(...direction.subarray(0, count)),
    };
    const batch = new UpdateBatch(2);
    batch.add(1, 0.3);
    batch.add(2, -0.3);
    void new ExactCrossbar(new SimulatedBoard(watched, COLUMNS), bank.conductance).program(batch);
    expect(seen).toEqual([1, -1]);
  });
});
