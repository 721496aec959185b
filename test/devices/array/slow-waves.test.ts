import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lattice } from '../../../devices/array/lattice/lattice.js';
import { equalEnds } from '../../../devices/array/lattice/line-ends.js';
import { invertPositive, longestWaves } from '../../../devices/array/lattice/wave-shapes.js';
import { solveCrossbar } from '../../../devices/array/reads/solve-crossbar.js';
import { randomArray } from './random-array.js';

function solved(lines: number, ohms: number, conductance: (row: number, column: number) => number) {
  const lattice = new Lattice(lines, lines, ohms, ohms);
  const cells = Float64Array.from({ length: lines * lines }, (_, e) =>
    conductance(Math.floor(e / lines), e % lines),
  );
  const ends = [
    equalEnds(lines, ohms, { first: true, last: false }),
    equalEnds(lines, ohms, { first: false, last: true }),
  ];
  lattice.factor(cells, ends[0], ends[1]);
  lattice.solve({ rows: new Float64Array(lines).fill(1), columns: new Float64Array(lines) }, 1e-12);
  return { lattice, cells };
}

/** The largest sum of currents at a node of a column, against the current of all its cells. */
function leak({ lattice, cells }: ReturnType<typeof solved>, lines: number, ohms: number): number {
  const { rowNode: u, columnNode: v } = lattice;
  let [largest, total] = [0, 0];
  for (let e = 0; e < cells.length; e++) {
    const into = cells[e] * (u[e] - v[e]);
    const above = e < lines ? 0 : (v[e] - v[e - lines]) / ohms;
    const below = (v[e] - (e + lines < cells.length ? v[e + lines] : 0)) / ohms;
    largest = Math.max(largest, Math.abs(into - above - below));
    total = Math.max(total, Math.abs(below));
  }
  return largest / total;
}

describe('slow waves', () => {
  it('save iterations where lines lose much', () => {
    const { conductance } = randomArray(128, 128, 1);
    const of = solved(128, 64, (i, j) => 1e-5 + 0.09 * conductance[128 * i + j]);
    expect(of.lattice.residual).toBeLessThanOrEqual(1e-12);
    // the ladders alone take 13
    expect(of.lattice.iterations).toBeLessThanOrEqual(10);
  });

  it.each([
    ['rows that stand for all are unlike the others', (i: number) => (i % 8 === 4 ? 1e-3 : 1e-6)],
    ['these rows are open', (i: number) => (i % 8 === 4 ? 0 : 1e-4)],
    ['one corner conducts', (i: number, j: number) => (i < 20 && j < 20 ? 1e-3 : 1e-8)],
    ['only the diagonal conducts', (i: number, j: number) => (i === j ? 1e-4 : 0)],
  ])('leave the solution exact where %s', (_, conductance) => {
    for (const ohms of [1, 100, 10000]) {
      const of = solved(128, ohms, conductance);
      expect(of.lattice.residual).toBeLessThanOrEqual(1e-12);
      expect(leak(of, 128, ohms)).toBeLessThan(1e-9);
    }
  });

  it('leave wires without resistance ideal to the bit', () => {
    const { rows, columns, conductance, volts } = randomArray(70, 65, 2);
    const { columnAmperes } = solveCrossbar({ rows, columns, conductance, volts });
    const sums = new Float64Array(columns);
    for (let e = 0; e < conductance.length; e++)
      sums[e % columns] += volts[Math.floor(e / columns)] * conductance[e];
    expect(columnAmperes).toEqual(sums);
  });

  it('have a node beyond an end that conducts, and are level at an open one', () => {
    const wave = new Float64Array(3 * 1000);
    const [open, closed] = [new Float64Array(4), new Float64Array(4).fill(1)];
    for (const first of [open, closed])
      for (const last of [open, closed]) {
        longestWaves(wave, 1000, { stride: 1000, step: 1 }, { first, last });
        for (let l = 0; l < 3; l++) {
          const [start, next, before, end] = [0, 1, 998, 999].map((j) => wave[1000 * l + j]);
          expect(Math.abs(first === open ? next - start : start)).toBeLessThan(0.01);
          expect(Math.abs(last === open ? end - before : end)).toBeLessThan(0.01);
          expect(Math.max(...wave.subarray(1000 * l, 1000 * l + 1000).map(Math.abs))).toBeGreaterThan(0.99);
        }
      }
  });

  it('invert positive matrices, and no others', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), (half) => {
        // H Hᵀ + 1 is positive
        const matrix = Float64Array.from({ length: 16 }, (_, e) => {
          const [i, j] = [Math.floor(e / 4), e % 4];
          let sum = i === j ? 1 : 0;
          for (let k = 0; k < 4; k++) sum += half[4 * i + k] * half[4 * j + k];
          return sum;
        });
        const inverse = matrix.slice();
        expect(invertPositive(inverse, 4)).toBe(true);
        for (let i = 0; i < 4; i++)
          for (let j = 0; j < 4; j++) {
            let sum = 0;
            for (let k = 0; k < 4; k++) sum += matrix[4 * i + k] * inverse[4 * k + j];
            expect(sum).toBeCloseTo(i === j ? 1 : 0, 10);
          }
      }),
    );
    expect(invertPositive(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(invertPositive(new Float64Array(4), 2)).toBe(false);
  });
});
