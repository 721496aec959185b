import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BankArray } from '../../../drivers/virtual/bank-array.js';
import { CellFaults } from '../../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../../drivers/virtual/measured-pulses.js';
import { randomStream } from '../../../src/core/random-stream.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';
import { bankOf, cells, devices, RESET, SET } from './cells.js';

function pulseTrain(array: BankArray, row: number, column: number, count: number): void {
  const [volts, seconds] = count > 0 ? SET : RESET;
  for (let i = 0; i < Math.abs(count); i++) array.pulse(row, column, volts, seconds);
}

describe('a device bank as cells', () => {
  it('does with single pulses what the bank does with a train, noise of each update included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.nat(1), fc.integer({ min: -60, max: 60 })), { maxLength: 15 }),
        (trains) => {
          const { array, bank } = cells(3, 2, [], 'write');
          const twin = bankOf(6, 'write');
          const batch = new UpdateBatch(1);
          for (const [row, column, count] of trains.filter(([, , count]) => count !== 0)) {
            pulseTrain(array, row, column, count);
            array.current(column, Float64Array.of(0.2, 0.2, 0.2), 1);
            batch.clear();
            batch.add(row * 2 + column, 0);
            batch.pulses[0] = count;
            twin.pulse(batch);
          }
          expect(bank.conductance).toEqual(twin.conductance);
        },
      ),
    );
  });

  it('adds the currents of a column as Kirchhoff has it, signs included', () => {
    const { array } = cells(3, 2);
    pulseTrain(array, 0, 1, 40);
    pulseTrain(array, 2, 1, 90);
    const volts = [0.2, 0, -0.15];
    const expected = volts.reduce((sum, volt, row) => sum + volt * array.conductances()[row * 2 + 1], 0);
    expect(array.current(1, Float64Array.from(volts), 1)).toBeCloseTo(expected, 15);
    expect(array.current(1, new Float64Array(3), 1)).toBe(0);
  });

  it('moves a cell by long readings at high voltages, and counts them as pulses', () => {
    const { array, bank } = cells(1, 1);
    const start = bank.conductance[0];
    const volts = Float64Array.of(SET[0] - 0.1506);
    // Two decades below the pulse: a hundred pulse widths do as much as one pulse.
    for (let reading = 0; reading < 9; reading++) array.current(0, volts, 1, 10.001 * SET[1]);
    expect([bank.conductance[0] - start, array.positive[0]]).toEqual([0, 0]);
    array.current(0, volts, 1, 10.001 * SET[1]);
    expect(array.positive[0]).toBe(1);
    expect(array.conductances()[0]).toBeGreaterThan(start);
    array.current(0, Float64Array.of(RESET[0]), 1, 3.5 * RESET[1]);
    expect(array.negative[0]).toBe(3);
    array.current(0, Float64Array.of(0.49), 1, 1e9);
    expect([array.positive[0], array.negative[0]]).toEqual([1, 3]);
  });

  it('moves a cell by the measured pulses alone, reads it below 0.5 V, and refuses all others', () => {
    const { array, bank } = cells(1, 1);
    const start = bank.conductance[0];
    for (const volts of [0.2, -0.49]) {
      expect(array.knows(0, 0, volts, 1e-3)).toBe(true);
      array.pulse(0, 0, volts, 1e-3);
    }
    array.current(0, Float64Array.of(0.2), 1);
    expect(bank.conductance[0]).toBe(start);
    for (const [volts, seconds] of [
      [2.0, 1.5e-6],
      [2.5, 1e-5],
      [-2.5, 1e-5],
      [0.6, 1.5e-6],
      [3, 1.5e-6],
    ] as const)
      // prettier-ignore
      expect(array.knows(0, 0, volts, seconds), `${volts} V`).toBe(false);
    expect(array.knows(0, 0, 2.51, 1.49e-6)).toBe(true);
    array.pulse(0, 0, ...SET);
    array.current(0, Float64Array.of(0.2), 1);
    expect(bank.conductance[0]).toBeGreaterThan(start);
  });

  it('has cells that are stuck, open and short', () => {
    const { array, bank } = cells(2, 2, [
      { row: 0, column: 0, fault: 'stuck' },
      { row: 0, column: 1, fault: 'open' },
      { row: 1, column: 0, fault: 'short' },
    ]);
    for (const [row, column] of [[0, 0], [0, 1], [1, 0], [1, 1]]) pulseTrain(array, row, column, 50); // prettier-ignore
    const seen = array.conductances();
    expect(seen[0]).toBe(bank.lowest[0]);
    expect([seen[1], seen[2]]).toEqual([1e-10, 2e-2]);
    expect(seen[3]).toBeGreaterThan(bank.lowest[3]);
  });

  it('tells when a pulse draws more than the compliance, at the conductance of that moment', () => {
    const { array, bank } = cells(1, 1);
    const limit = 2.5 * ((bank.lowest[0] + bank.highest[0]) / 2);
    expect(array.exceeds(0, 0, 2.5, limit)).toBe(false);
    pulseTrain(array, 0, 0, 200);
    expect(array.exceeds(0, 0, 2.5, limit)).toBe(true);
    expect(array.exceeds(0, 0, 2.5, 2.5 * bank.highest[0] * 1.01)).toBe(false);
  });

  it('adds what a read of the bank sees, to memristors only', () => {
    const { array } = cells(2, 1, [{ row: 1, column: 0, fault: 'short' }], 'read');
    const read = (...volts: number[]) => array.current(0, Float64Array.from(volts), 1);
    expect(read(0.2, 0)).not.toBe(read(0.2, 0));
    expect(read(0, 0.2)).toBe(0.2 * 2e-2);
  });

  it('averages the noise of the amplifier away as the root of the samples', () => {
    const { array } = cells(1, 1, [], 'none', 2e-8);
    const exact = 0.2 * array.conductances()[0];
    const deviation = (samples: number) => {
      const seen = Array.from(
        { length: 2000 },
        () => array.current(0, Float64Array.of(0.2), samples) - exact,
      );
      return Math.sqrt(seen.reduce((sum, value) => sum + value ** 2, 0) / seen.length);
    };
    expect(deviation(1) / 2e-8).toBeCloseTo(1, 1);
    expect(deviation(16) / 5e-9).toBeCloseTo(1, 1);
  });

  it('says in words which pulses it knows', () => {
    expect(new MeasuredPulses([devices[0].conditions]).known(0)).toBe(
      '2.5 V for 1.5 µs or -2.7 V for 10 µs, as measured, within 2 %, or less than 0.5 V',
    );
  });

  it('refuses devices that were measured nobody knows how, and faults outside the array', () => {
    expect(() => new MeasuredPulses([devices[0].conditions, undefined])).toThrow(
      'device 1 of the device file',
    );
    expect(() => new CellFaults(2, 2, [{ row: 2, column: 0, fault: 'open' }])).toThrow(
      'got "open" for the cell in row 2, column 0: expected rows below 2 and columns below 2',
    );
    const amplifier = { amperes: 0, random: randomStream(1, 'read noise') };
    expect(
      () => new BankArray(bankOf(5), 2, 3, new MeasuredPulses([]), new CellFaults(2, 3, []), amplifier),
    ).toThrow('got 5 devices: expected 6');
  });
});
