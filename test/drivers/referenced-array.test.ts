import { describe, expect, it } from 'vitest';
import { ReferencedArray } from '../../drivers/virtual/referenced-array.js';

/** Cells of 50 µS, two rows of one column. */
const plain = {
  rows: 2,
  columns: 1,
  pulsed: 0,
  pulse() {
    this.pulsed++;
  },
  current: (_: number, volts: Float64Array) => volts.reduce((sum, v) => sum + v * 50e-6, 0),
};

describe('an array with a reference row', () => {
  const array = new ReferencedArray(plain, 10_000);

  it('adds the current of its resistor to that of the cells above', () => {
    expect([array.rows, array.columns]).toEqual([3, 1]);
    expect(array.current(0, Float64Array.of(0.1, -0.2, 0.3), 1)).toBeCloseTo(-5e-6 + 30e-6, 15);
  });

  it('knows no pulse on its resistor, and its compliance', () => {
    expect([array.knows(2, 0, 2.5, 1e-6), array.knows(1, 0, 2.5, 1e-6)]).toEqual([false, true]);
    expect([array.exceeds(2, 0, 1, 99e-6), array.exceeds(2, 0, 1, 101e-6)]).toEqual([true, false]);
    expect([array.exceeds(1, 0, -1, 49e-6), array.exceeds(1, 0, -1, 51e-6)]).toEqual([true, false]);
    array.pulse(2, 0, 2.5, 1e-6);
    expect(plain.pulsed).toBe(0);
    array.pulse(1, 0, 2.5, 1e-6);
    expect(plain.pulsed).toBe(1);
  });
});
