import { describe, expect, it } from 'vitest';
import type { Drive } from '../../devices/array/lattice/drive.js';
import { Lattice } from '../../devices/array/lattice/lattice.js';
import { equalEnds } from '../../devices/array/lattice/line-ends.js';
import { solveCrossbar } from '../../devices/array/reads/solve-crossbar.js';
import { compiledPasses } from '../../src/kernel/compiled-lattice.js';
import { difference, randomArray } from '../devices/array/random-array.js';

const shapes = [
  [1, 1],
  [1, 9],
  [9, 1],
  [7, 6],
  [12, 5],
  [64, 64],
  [121, 9],
  [9, 121],
  [71, 67],
];

describe('the compiled solver', () => {
  it.each(shapes)('gives the voltages of the one in TypeScript for %i × %i cells', (rows, columns) => {
    for (const ohms of [0, 1e-3, 5, 1000])
      for (const ends of [1, 2] as const) {
        const array = randomArray(rows, columns, ends);
        const wires = { rowOhms: ohms, columnOhms: ohms / 2, drivenEnds: ends, sensedEnds: ends };
        const [plain, compiled] = [undefined, compiledPasses()].map((passes) =>
          solveCrossbar({ ...array, wires, ...(passes && { passes }) }),
        );
        expect(difference(compiled.rowNodeVolts, plain.rowNodeVolts)).toBeLessThan(1e-11);
        if (plain.columnAmperes.some((amperes) => amperes !== 0))
          expect(difference(compiled.columnAmperes, plain.columnAmperes)).toBeLessThan(1e-11);
        expect(Math.abs(compiled.iterations - plain.iterations)).toBeLessThanOrEqual(1);
      }
  });

  it('agrees to rounding after the same number of iterations', () => {
    const { rows, columns, conductance, volts } = randomArray(40, 33, 3);
    const drive: Drive = { rows: volts, columns: new Float64Array(columns) };
    const ends = [
      equalEnds(rows, 2, { first: true, last: false }),
      equalEnds(columns, 3, { first: false, last: true }),
    ];
    const [plain, compiled] = [undefined, compiledPasses()].map((passes) => {
      const lattice = new Lattice(rows, columns, 2, 3, passes);
      lattice.factor(conductance, ends[0], ends[1]);
      lattice.solve(drive, 1e-6);
      return lattice;
    });
    expect(compiled.iterations).toBe(plain.iterations);
    expect(difference(compiled.columnNode, plain.columnNode)).toBeLessThan(1e-12);
    expect(difference(compiled.rowNode, plain.rowNode)).toBeLessThan(1e-12);
  });

  it('takes its memory anew for larger arrays', () => {
    const passes = compiledPasses();
    for (const lines of [5, 90, 20]) {
      const array = randomArray(lines, lines, 4);
      const wires = { rowOhms: 2, columnOhms: 2 };
      const { columnAmperes } = solveCrossbar({ ...array, wires, passes });
      expect(difference(columnAmperes, solveCrossbar({ ...array, wires }).columnAmperes)).toBeLessThan(1e-11);
    }
  });
});
