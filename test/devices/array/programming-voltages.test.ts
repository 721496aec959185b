import { describe, expect, it } from 'vitest';
import { programmingVoltages } from '../../../devices/array/reads/programming-voltages.js';
import { solveNodal } from './dense-nodal.js';
import { difference, randomArray } from './random-array.js';

const array = { ...randomArray(8, 6, 1), row: 2, column: 4, volts: 1.2 };
const wires = { rowOhms: 10, columnOhms: 7, sourceOhms: 60 };
const role = (e: number) => [Math.floor(e / 6) === 2, e % 6 === 4];

describe('voltages during a write', () => {
  it('are V, V/2 and 0 without resistance, exactly', () => {
    programmingVoltages({ ...array, wires: { scheme: 'V/2' } }).forEach((volts, e) => {
      const [isRow, isColumn] = role(e);
      expect(volts).toBe(0.6 * Number(isRow) + 0.6 * Number(isColumn));
    });
  });

  it('are V, V/3 and −V/3 in the scheme V/3', () => {
    programmingVoltages({ ...array, wires: { scheme: 'V/3' } }).forEach((volts, e) => {
      const [isRow, isColumn] = role(e);
      expect(volts).toBeCloseTo(isRow && isColumn ? 1.2 : isRow || isColumn ? 0.4 : -0.4, 14);
    });
  });

  it.each([
    { scheme: 'V/2' as const, rows: 0.6, columns: 0.6 },
    { scheme: 'V/3' as const, rows: 0.4, columns: 0.8 },
    { scheme: 'floating' as const, rows: undefined, columns: undefined },
  ])('agree with Gaussian elimination where wires have resistance: $scheme', ({ scheme, rows, columns }) => {
    for (const ends of [1, 2] as const) {
      const sides = { drivenEnds: ends, sensedEnds: ends };
      const found = programmingVoltages({ ...array, wires: { ...wires, ...sides, scheme } });
      const { cellVolts } = solveNodal({
        ...array,
        ...wires,
        ...sides,
        senseOhms: wires.sourceOhms,
        volts: Array.from({ length: 8 }, (_, i) => (i === 2 ? 1.2 : rows)),
        columnVolts: Array.from({ length: 6 }, (_, j) => (j === 4 ? 0 : columns)),
      });
      expect(difference(found, cellVolts)).toBeLessThan(1e-9);
      expect(found[2 * 6 + 4]).toBeLessThan(1.2);
    }
  });

  it.each([
    { rowOhms: 2500, columnOhms: 0 },
    { rowOhms: 0, columnOhms: 2500 },
    { rowOhms: 1e-6, columnOhms: 1e-6 },
  ])('settle where lines float between strong cells: %o', (ohms) => {
    const strong = { ...randomArray(28, 11, 3), row: 0, column: 0, volts: 1 };
    const conductance = strong.conductance.map((g) => 20 * g);
    const settings = { ...ohms, sourceOhms: 6700, scheme: 'floating' as const };
    const found = programmingVoltages({ ...strong, conductance, wires: settings });
    const nearly = { rowOhms: ohms.rowOhms || 1e-5, columnOhms: ohms.columnOhms || 1e-5 };
    const { cellVolts } = solveNodal(
      {
        ...strong,
        ...nearly,
        conductance,
        sourceOhms: 6700,
        senseOhms: 6700,
        drivenEnds: 1,
        sensedEnds: 1,
        volts: Array.from({ length: 28 }, (_, i) => (i === 0 ? 1 : undefined)),
        columnVolts: Array.from({ length: 11 }, (_, j) => (j === 0 ? 0 : undefined)),
      },
      true,
    );
    const largest = Math.max(...cellVolts);
    found.forEach((volts, e) => {
      if (conductance[e] > 0) expect(Math.abs(volts - cellVolts[e])).toBeLessThan(1e-4 * largest);
    });
  });

  it('share the voltage between equal cells where lines float', () => {
    // row 0 to column 0 through the other three cells: a third of the voltage on each
    const conductance = new Float64Array(4).fill(1e-4);
    const wires = { scheme: 'floating' as const };
    const found = programmingVoltages({
      rows: 2,
      columns: 2,
      conductance,
      wires,
      row: 0,
      column: 0,
      volts: 3,
    });
    [3, 1, 1, -1].forEach((volts, e) => expect(found[e]).toBeCloseTo(volts, 9));
  });

  it('fall on selected transistors only, and partly on them, with 1T1R cells', () => {
    const cell = { cell: '1T1R', accessOhms: 4000 } as const;
    const found = programmingVoltages({ ...array, wires: cell });
    found.forEach((volts, e) => {
      const [isRow, isColumn] = role(e);
      const share = 1 / (1 + 4000 * array.conductance[e]);
      expect(volts).toBeCloseTo(isColumn ? (isRow ? 1.2 : 0.6) * share : 0, 12);
    });
  });

  it('follow curved cells', () => {
    const settings = { ...wires, nonlinearity: 3 };
    const found = programmingVoltages({ ...array, wires: settings });
    const effective = found.map((w, e) =>
      w === 0 ? 0 : (array.conductance[e] * Math.sinh(3 * w)) / (3 * w),
    );
    const { cellVolts } = solveNodal({
      ...array,
      ...wires,
      conductance: effective,
      senseOhms: wires.sourceOhms,
      drivenEnds: 1,
      sensedEnds: 1,
      volts: Array.from({ length: 8 }, (_, i) => (i === 2 ? 1.2 : 0.6)),
      columnVolts: Array.from({ length: 6 }, (_, j) => (j === 4 ? 0 : 0.6)),
    });
    expect(difference(found, cellVolts)).toBeLessThan(1e-9);
  });

  it('refuse a device that is not there', () => {
    expect(() => programmingVoltages({ ...array, row: 8 })).toThrow('row: got 8: expected 0 to 7');
    expect(() => programmingVoltages({ ...array, column: -1 })).toThrow('column: got -1: expected 0 to 5');
    expect(() => programmingVoltages({ ...array, volts: Infinity })).toThrow('volts[0]: got Infinity');
  });
});
