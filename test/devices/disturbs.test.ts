import { describe, expect, it } from 'vitest';
import { DrivenLines } from '../../devices/noise/driven-lines.js';
import { linear, pulsesFor, upTo, weights, withEffect } from './unreliable.js';

/** What is left to the upper end after a dose. */
const dosed = (weight: number) => -Math.log(1 - weight);

describe('read disturb', () => {
  it.each([
    [0.2, 1.25e5],
    [0.3, 3e3],
  ])('sets a device at %d V in the time of the reference, within 1 %', (volts, seconds) => {
    const bank = withEffect('read-disturb', { readSeconds: 1 }, linear(1));
    const lines = new DrivenLines(1, 1);
    lines.gain[0] = volts;
    lines.input[0] = lines.count = 1;
    for (let k = 0; k < seconds; k++) bank.readStress!.product(lines, 1);
    expect(weights(bank)).toEqual([0]);
    bank.rest!(1e-3, 300);
    expect(Math.abs(dosed(weights(bank)[0]) - 1)).toBeLessThan(0.01);
  });

  it('is the same by single reads, and nothing at voltages of RESET polarity', () => {
    const bank = withEffect('read-disturb', { readSeconds: 125 }, linear(3));
    const lines = new DrivenLines(1, 3);
    lines.gain.fill(1);
    lines.input[0] = -0.4;
    lines.count = 1;
    bank.readStress!.product(lines, 3);
    for (let k = 0; k < 100; k++) bank.readStress!.read(Uint32Array.of(1, 1), 2);
    bank.rest!(1, 300);
    const [first, read, last] = weights(bank);
    expect([first, last]).toEqual([0, 0]);
    expect(dosed(read)).toBeCloseTo(0.2, 10);
  });
});

describe('half-select disturb', () => {
  const [ROWS, COLUMNS] = [4, 3];
  const array = () => linear(ROWS * COLUMNS);

  it.each([
    [1.2, 75.3, 9.4e7],
    [0.6, 57.4, 1.7e5],
  ])(
    'at V/2 of %d V is weaker by the factor of the reference, within 2 %',
    (volts, millivoltsPerDecade, factor) => {
      const bank = withEffect('half-select-disturb', { volts, millivoltsPerDecade }, array(), {
        columns: COLUMNS,
      });
      bank.pulse(pulsesFor([4], 2e7));
      const moved = bank.conductance[4];
      bank.rest!(1, 300);
      const expected = 2e7 / 200 / factor;
      weights(bank).forEach((weight, d) => {
        const isHalf = d !== 4 && (Math.floor(d / COLUMNS) === 1 || d % COLUMNS === 1);
        if (isHalf) expect(Math.abs(dosed(weight) / expected - 1)).toBeLessThan(0.02);
        else expect(bank.conductance[d]).toBe(d === 4 ? moved : bank.lowest[d]);
      });
    },
  );

  it('goes the way of the pulses, and V/3 is weaker than V/2 by the same law', () => {
    const [half, third] = [2, 3].map((divisor) => {
      const bank = withEffect('half-select-disturb', { volts: 0.3, divisor }, array(), { columns: COLUMNS });
      bank.pulse(pulsesFor(upTo(12), 100));
      bank.rest!(1, 300);
      const before = weights(bank)[1];
      bank.pulse(pulsesFor([0], -100));
      bank.rest!(1, 300);
      return -Math.log(weights(bank)[1] / before);
    });
    expect(half / third).toBeCloseTo(10 ** ((300 * (1 / 2 - 1 / 3)) / 75.3), 6);
  });

  it('adds up the pulses of a batch', () => {
    const bank = withEffect('half-select-disturb', { volts: 0.2 }, array(), { columns: COLUMNS });
    bank.pulse(pulsesFor([0, 2], 10));
    bank.rest!(1, 300);
    const [, both, , one] = weights(bank).map(dosed);
    expect(both / one).toBeCloseTo(2, 10);
  });

  it('takes the voltages of wires where they are known', () => {
    const shares = Float64Array.from({ length: 12 }, (_, d) => (d === 0 ? 0.97 : d / 12));
    const bank = withEffect('half-select-disturb', { volts: 0.5 }, array(), {
      columns: COLUMNS,
      writeShares: () => shares,
    });
    bank.pulse(pulsesFor([0], 20));
    bank.rest!(1, 300);
    weights(bank).forEach((weight, d) => {
      if (d > 0)
        expect(dosed(weight) / ((20 / 200) * 10 ** ((-500 * (1 - d / 12)) / 75.3))).toBeCloseTo(1, 3);
    });
  });
});
