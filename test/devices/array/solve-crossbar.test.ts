import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cascade } from '../../../devices/array/reads/cascade.js';
import { solveCrossbar } from '../../../devices/array/reads/solve-crossbar.js';
import { completeWires } from '../../../devices/array/wires/wire-settings.js';
import { solveNodal } from './dense-nodal.js';
import { difference, randomArray } from './random-array.js';

const topologies = ([1, 2] as const).flatMap((drivenEnds) =>
  ([1, 2] as const).map((sensedEnds) => ({ drivenEnds, sensedEnds })),
);

describe('the exact solver', () => {
  it.each(topologies)('agrees with Gaussian elimination, $drivenEnds × $sensedEnds ends', (topology) => {
    const ohms = fc.double({ min: -2, max: 3, noNaN: true }).map((power) => 10 ** power);
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, ohms, ohms, ohms, ohms, fc.nat(), (rows, columns, ...rest) => {
        const [rowOhms, columnOhms, sourceOhms, senseOhms, seed] = rest;
        const array = randomArray(rows, columns, seed);
        const wires = { rowOhms, columnOhms, sourceOhms, senseOhms, ...topology };
        const solved = solveCrossbar({ ...array, wires });
        const { node, columnAmperes } = solveNodal({ ...array, ...wires });
        expect(solved.relativeResidual).toBeLessThanOrEqual(1e-12);
        expect(
          difference(
            solved.rowNodeVolts,
            node.filter((_, n) => n % 2 === 0),
          ),
        ).toBeLessThan(1e-9);
        if (columnAmperes.some((amperes) => Math.abs(amperes) > 1e-9))
          expect(difference(solved.columnAmperes, columnAmperes)).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    { rows: 64, columns: 64, ohms: 2 },
    { rows: 32, columns: 32, ohms: 1000 },
    { rows: 121, columns: 9, ohms: 2.5 },
    { rows: 9, columns: 121, ohms: 2.5 },
    { rows: 1, columns: 64, ohms: 10 },
    { rows: 64, columns: 1, ohms: 10 },
  ])('agrees for $rows × $columns cells and $ohms Ω, whatever the ends', ({ rows, columns, ohms }) => {
    for (const topology of topologies) {
      const array = randomArray(rows, columns, 1);
      const wires = { rowOhms: ohms, columnOhms: ohms / 2, sourceOhms: 50, senseOhms: 20, ...topology };
      const solved = solveCrossbar({ ...array, wires });
      const { columnAmperes } = solveNodal({ ...array, ...wires }, true);
      expect(difference(solved.columnAmperes, columnAmperes)).toBeLessThan(1e-9);
    }
  });

  it('obeys Kirchhoff’s laws: what drivers give, amplifiers take', () => {
    const array = randomArray(40, 30, 2);
    for (const topology of topologies) {
      const solved = solveCrossbar({ ...array, wires: { rowOhms: 3, columnOhms: 2, ...topology } });
      const driven = array.volts.reduce((sum, volts, i) => {
        const ends = topology.drivenEnds === 2 ? [0, 29] : [0];
        return sum + ends.reduce((part, j) => part + (volts - solved.rowNodeVolts[30 * i + j]) / 3, 0);
      }, 0);
      const sensed = solved.columnAmperes.reduce((sum, amperes) => sum + amperes, 0);
      const largest = Math.max(...solved.columnAmperes.map(Math.abs));
      expect(Math.abs(driven - sensed) / largest).toBeLessThan(1e-10);
    }
  });

  it('gives the ideal sum to the bit without resistance', () => {
    const { rows, columns, conductance, volts } = randomArray(20, 10, 3);
    const { columnAmperes } = solveCrossbar({ rows, columns, conductance, volts });
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let k = 0; k < rows; k++) sum += volts[k] * conductance[k * columns + c];
      expect(columnAmperes[c]).toBe(sum);
    }
  });

  it('tends to the ideal sum as wires lose their resistance, with all digits', () => {
    const array = randomArray(30, 12, 4);
    const ideal = solveCrossbar(array).columnAmperes;
    const away = [1e-2, 1e-4, 1e-6, 1e-8].map((ohms) => {
      const wires = { rowOhms: ohms, columnOhms: ohms };
      return difference(solveCrossbar({ ...array, wires }).columnAmperes, ideal) / ohms;
    });
    for (const slope of away) expect(Math.abs(slope / away[1] - 1)).toBeLessThan(1e-2);
  });

  it.each([
    { rowOhms: 0, columnOhms: 5 },
    { rowOhms: 5, columnOhms: 0 },
    { rowOhms: 0, columnOhms: 0, sourceOhms: 30, senseOhms: 40 },
    { rowOhms: 0, columnOhms: 3, senseOhms: 40 },
    { rowOhms: 2, columnOhms: 0, sourceOhms: 30, sensedEnds: 2 as const },
  ])('solves wires of which some have no resistance: %o', (wires) => {
    const array = randomArray(12, 8, 5);
    const all = { sourceOhms: 0, senseOhms: 0, drivenEnds: 1, sensedEnds: 1, ...wires } as const;
    const nearly = { ...all, rowOhms: all.rowOhms || 1e-7, columnOhms: all.columnOhms || 1e-7 };
    const solved = solveCrossbar({ ...array, wires: all });
    expect(
      difference(solved.columnAmperes, solveCrossbar({ ...array, wires: nearly }).columnAmperes),
    ).toBeLessThan(1e-7);
  });

  it('agrees with the direct solution from 1 µΩ to 3 kΩ a cell and from 1 nS to 0.1 S', () => {
    const power = (from: number, to: number) =>
      fc.double({ min: from, max: to, noNaN: true }).map((exponent) => 10 ** exponent);
    const ohms = fc.oneof({ weight: 4, arbitrary: power(-6, 3.5) }, { weight: 1, arbitrary: fc.constant(0) });
    const ends = fc.constantFrom(1 as const, 2 as const);
    const wires = fc.record({
      rowOhms: ohms,
      columnOhms: ohms,
      sourceOhms: ohms,
      senseOhms: ohms,
      drivenEnds: ends,
      sensedEnds: ends,
    });
    const size = [fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10 })] as const;
    fc.assert(
      fc.property(...size, wires, power(-9, -4), fc.nat(), (rows, columns, settings, least, seed) => {
        const { conductance: random, volts } = randomArray(rows, columns, seed);
        // from 1e-7 … 1e-3 to so many decades above the least
        const conductance = random.map((g) => (g === 0 ? 0 : least * (g * 1e7) ** 0.75));
        const solved = solveCrossbar({ rows, columns, conductance, volts, wires: settings });
        const effective = new Float64Array(rows * columns);
        new Cascade({ rows, columns, conductance, wires: completeWires(settings) }).find(
          0,
          columns,
          effective,
        );
        for (let c = 0; c < columns; c++) {
          let sum = 0;
          for (let k = 0; k < rows; k++) sum += volts[k] * effective[k * columns + c];
          const largest = Math.max(...effective);
          expect(Math.abs(solved.columnAmperes[c] - sum)).toBeLessThanOrEqual(1e-9 * largest);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stands conductances from open to a short, and no input', () => {
    const conductance = Float64Array.from({ length: 48 }, (_, e) => [0, 1e-12, 1e-6, 1e-1][e % 4]);
    const array = { rows: 8, columns: 6, conductance };
    const wires = { rowOhms: 10, columnOhms: 10, sourceOhms: 5, senseOhms: 5 };
    const volts = new Float64Array(8).fill(0.3);
    const { columnAmperes } = solveCrossbar({ ...array, volts, wires });
    const ends = { drivenEnds: 1, sensedEnds: 1 } as const;
    expect(
      difference(columnAmperes, solveNodal({ ...array, volts, ...wires, ...ends }).columnAmperes),
    ).toBeLessThan(1e-9);
    expect(solveCrossbar({ ...array, volts: new Float64Array(8), wires }).columnAmperes).toEqual(
      new Float64Array(6),
    );
    const open = solveCrossbar({ ...array, conductance: new Float64Array(48), volts, wires });
    expect(open.columnAmperes).toEqual(new Float64Array(6));
  });

  it('loses n (n + 1) / 2 R G along a line of n equal cells, to first order', () => {
    const [n, siemens] = [64, 50e-6];
    const drop = (ohms: number) => {
      const conductance = new Float64Array(n).fill(siemens);
      const wires = { rowOhms: ohms };
      const { rowNodeVolts } = solveCrossbar({ rows: 1, columns: n, conductance, volts: [1], wires });
      return 1 - rowNodeVolts[n - 1];
    };
    const firstOrder = (ohms: number) => ((n * (n + 1)) / 2) * ohms * siemens;
    expect(firstOrder(1.06)).toBeCloseTo(0.11, 3);
    expect(drop(1.06) / firstOrder(1.06)).toBeGreaterThan(0.9);
    expect(drop(1.06e-4) / firstOrder(1.06e-4)).toBeCloseTo(1, 4);
  });

  it('puts the transistor of a 1T1R cell in series', () => {
    const array = randomArray(6, 5, 6);
    const series = array.conductance.map((g) => g / (1 + 2000 * g));
    const [wires, more] = [
      { rowOhms: 2, columnOhms: 3 },
      { cell: '1T1R' as const, accessOhms: 2000 },
    ];
    const found = solveCrossbar({ ...array, wires: { ...wires, ...more } }).columnAmperes;
    expect(
      difference(found, solveCrossbar({ ...array, conductance: series, wires }).columnAmperes),
    ).toBeLessThan(1e-12);
  });

  it('refuses what is no array, in a sentence', () => {
    const array = randomArray(3, 2, 7);
    expect(() => solveCrossbar({ ...array, volts: [1, 2] })).toThrow(
      'volts: got 2 numbers: expected 3, by the rows and columns given',
    );
    expect(() => solveCrossbar({ ...array, volts: undefined! })).toThrow('volts: got no numbers: expected 3');
    expect(() => solveCrossbar({ ...array, conductance: [1, 2, 3, -4, 5, 6] })).toThrow(
      'conductance[3]: got -4: expected a finite number of at least 0',
    );
    expect(() => solveCrossbar({ ...array, volts: [1, 2, NaN] })).toThrow(
      'volts[2]: got NaN: expected a finite number',
    );
    expect(() => solveCrossbar({ ...array, rows: 1.5 })).toThrow('expected 3');
    expect(() => solveCrossbar({ rows: 0, columns: 2, conductance: [], volts: [] })).toThrow(
      'rows and columns: got 0 as the length of conductance: expected whole numbers of at least 1',
    );
  });

  it('says where it cannot reach its tolerance', () => {
    const array = randomArray(6, 5, 8);
    const wires = { rowOhms: 1e9, columnOhms: 1e9 };
    const conductance = array.conductance.map((g) => g * 1e300);
    expect(() => solveCrossbar({ ...array, conductance, wires })).toThrow(/^solveCrossbar: got a residual/);
  });
});

describe('cells whose current is G sinh(b v) / b', () => {
  const law = { nonlinearity: 4 };

  it('carry that current where wires have no resistance', () => {
    const { rows, columns, conductance, volts } = randomArray(5, 4, 9);
    const { columnAmperes } = solveCrossbar({ rows, columns, conductance, volts, wires: law });
    const expected = Float64Array.from({ length: columns }, (_, c) =>
      volts.reduce((sum, v, k) => sum + (conductance[k * columns + c] * Math.sinh(4 * v)) / 4, 0),
    );
    expect(difference(columnAmperes, expected)).toBeLessThan(1e-12);
  });

  it.each([{}, { cell: '1T1R' as const, accessOhms: 3000 }])(
    'obey Kirchhoff’s laws with wires: %o',
    (cell) => {
      const array = randomArray(12, 7, 10);
      const wires = { rowOhms: 20, columnOhms: 15, ...law, ...cell };
      const { rowNodeVolts: u, columnNodeVolts: v, columnAmperes } = solveCrossbar({ ...array, wires });
      const current = (e: number) => {
        // the device's voltage by bisection, on its own
        const g = array.conductance[e];
        const ohms = 'accessOhms' in cell ? cell.accessOhms : 0;
        const volts = u[e] - v[e];
        let [low, high] = [Math.min(0, volts), Math.max(0, volts)];
        for (let i = 0; i < 200; i++) {
          const middle = (low + high) / 2;
          if (middle + (ohms * g * Math.sinh(4 * middle)) / 4 < volts) low = middle;
          else high = middle;
        }
        return (g * Math.sinh(2 * (low + high))) / 4;
      };
      for (let e = 0; e < 84; e++) {
        const [i, j] = [Math.floor(e / 7), e % 7];
        const toLeft = (j > 0 ? u[e - 1] : array.volts[i]) - u[e];
        const toRight = j < 6 ? u[e] - u[e + 1] : 0;
        expect(Math.abs((toLeft - toRight) / 20 - current(e))).toBeLessThan(1e-12);
      }
      const last = Float64Array.from({ length: 7 }, (_, j) => v[11 * 7 + j] / 15);
      expect(difference(columnAmperes, last)).toBeLessThan(1e-9);
    },
  );
});
