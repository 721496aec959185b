import { describe, expect, it } from 'vitest';
import { effectiveConductances } from '../../../devices/array/reads/effective-conductances.js';
import { solveCrossbar } from '../../../devices/array/reads/solve-crossbar.js';
import { difference, randomArray } from './random-array.js';

const access = { cell: '1T1R' as const, accessOhms: 800 };

describe('effective conductances', () => {
  it('are the conductances where nothing has resistance', () => {
    const array = randomArray(6, 4, 1);
    expect(difference(effectiveConductances(array), array.conductance)).toBeLessThan(1e-15);
  });

  it.each([
    [12, 5, {}, false],
    [5, 20, {}, false],
    [18, 19, {}, false],
    [12, 5, access, true],
  ])('are the currents for a volt a row: %i × %i cells, %o', (rows, columns, cell, atOnce) => {
    const array = randomArray(rows, columns, 2);
    const wires = { rowOhms: 5, columnOhms: 3, sourceOhms: 50, ...cell };
    const effective = effectiveConductances({ ...array, wires }, atOnce);
    const volts = new Float64Array(rows);
    volts[3] = 1;
    const { columnAmperes } = solveCrossbar({ ...array, volts, wires });
    expect(difference(effective.subarray(3 * columns, 4 * columns), columnAmperes)).toBeLessThan(1e-9);
  });

  it('are those of a column alone where 1T1R columns are read one by one', () => {
    const array = randomArray(12, 5, 3);
    const wires = { rowOhms: 5, columnOhms: 3, ...access };
    const alone = array.conductance.map((g, e) => (e % 5 === 2 ? g : 0));
    const found = effectiveConductances({ ...array, wires }).filter((_, e) => e % 5 === 2);
    const expected = effectiveConductances({ ...array, conductance: alone, wires }, true);
    expect(
      difference(
        found,
        expected.filter((_, e) => e % 5 === 2),
      ),
    ).toBeLessThan(1e-12);
  });

  it('are refused for curved cells', () => {
    expect(() => effectiveConductances({ ...randomArray(2, 2, 4), wires: { nonlinearity: 2 } })).toThrow(
      'wires.nonlinearity: got 2: expected 0',
    );
  });
});
