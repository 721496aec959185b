import { describe, expect, it } from 'vitest';
import { IdealWires } from '../../../devices/array/ideal-wires.js';
import { makeWires } from '../../../devices/array/make-wires.js';
import { effectiveConductances } from '../../../devices/array/reads/effective-conductances.js';
import { solveCrossbar } from '../../../devices/array/reads/solve-crossbar.js';
import type { WireSettings } from '../../../devices/array/wires/wire-settings.js';
import { ReadBatch } from '../../../src/core/read-batch.js';
import { observationOf } from '../../core/observation-of.js';
import { difference, randomArray } from './random-array.js';

const UNIT = 2e-6;
const plain = { rowOhms: 4, columnOhms: 3, sourceOhms: 100, senseOhms: 30 };
const access = { cell: '1T1R' as const, accessOhms: 500 };
const curved = { nonlinearity: 5 };

/** An array whose lower ends are a half of its first conductances, and the gain of each device. */
function array(rows: number, columns: number, isShared: boolean, seed = 1) {
  const { conductance } = randomArray(rows, columns, seed);
  const lowest = conductance.map((g) => g / 2);
  const gain = conductance.map((_, d) => (isShared ? 0.1 : 0.05 + 0.01 * ((d * 7) % 11)));
  return { rows, columns, conductance, lowest, gain };
}
type Cells = ReturnType<typeof array>;

/** The currents that a product should give, by one solution of the whole array for each line that is read. */
function expected({ rows, columns, conductance, lowest, gain }: Cells, wires: WireSettings, input: number[]) {
  const isAlone = wires.cell === '1T1R' && gain.some((volts) => volts !== gain[0]);
  return Float64Array.from({ length: columns }, (_, c) => {
    const volts = input.map((x, k) => x * gain[k * columns + c]);
    const seen = isAlone ? conductance.map((g, d) => (d % columns === c ? g : 0)) : conductance;
    const { columnAmperes } = solveCrossbar({ rows, columns, conductance: seen, volts, wires });
    return columnAmperes[c] - volts.reduce((sum, v, k) => sum + v * lowest[k * columns + c], 0) + 0.25 * UNIT;
  });
}

const inputs = (lines: number) => Array.from({ length: lines }, (_, k) => Math.sin(3 * k + 1));

function product(first: number, columns: number, input: number[], transposed = false): ReadBatch {
  const read = new ReadBatch(first, columns, [2, -1], transposed);
  read.drive(observationOf(...input));
  read.drive(observationOf(...input));
  read.reference[0] = 0.25;
  return read;
}

const cases: [string, number, number, WireSettings][] = [
  ['a narrow array', 12, 5, plain],
  ['a narrow array with four ends', 12, 5, { ...plain, drivenEnds: 2, sensedEnds: 2 }],
  ['a wide array', 5, 20, plain],
  ['a wide array with four ends', 5, 20, { ...plain, drivenEnds: 2, sensedEnds: 2 }],
  ['a large array', 18, 19, plain],
  ['1T1R cells', 12, 5, { ...plain, ...access }],
  ['1T1R cells with four ends', 12, 5, { ...plain, ...access, drivenEnds: 2, sensedEnds: 2 }],
  ['1T1R cells without ohms at the ends', 12, 5, { rowOhms: 3, sensedEnds: 2, ...access }],
  ['rows without resistance', 12, 5, { columnOhms: 3, ...access }],
  ['curved cells', 6, 4, { ...plain, ...curved }],
  ['curved 1T1R cells', 6, 4, { ...plain, ...curved, ...access }],
];

describe.each(cases)('wires of %s', (_, rows, columns, wires) => {
  it.each([true, false])('give the currents of the whole network (one voltage a row: %s)', (isShared) => {
    const cells = array(rows, columns, isShared);
    const circuit = makeWires(wires)(cells, columns);
    circuit.calibrate(cells.gain, UNIT);
    const input = inputs(rows);
    const read = product(0, columns, input);
    circuit.multiply(read);
    expect(difference(read.amperes, expected(cells, wires, input))).toBeLessThan(1e-9);
  });

  it('follow a change of conductances, and read some columns only', () => {
    const cells = array(rows, columns, false);
    const circuit = makeWires(wires)(cells, columns);
    circuit.calibrate(cells.gain, UNIT);
    const input = inputs(rows);
    const [one, rest] = [product(1, 1, input), product(1, columns - 1, input)];
    circuit.multiply(one);
    cells.conductance[2] = 3e-5;
    cells.conductance[columns + 1] *= 1.5;
    circuit.refresh(Uint32Array.of(2, columns + 1), 2);
    circuit.multiply(one);
    circuit.multiply(rest);
    const all = expected(cells, wires, input);
    expect(difference(rest.amperes, all.subarray(1))).toBeLessThan(1e-9);
    expect(difference(one.amperes, all.subarray(1, 2))).toBeLessThan(1e-9);
  });

  it.each([true, false])(
    'read single devices as a volt on their row does (one voltage a row: %s)',
    (isShared) => {
      const cells = array(rows, columns, isShared);
      const circuit = makeWires(wires)(cells, columns);
      circuit.calibrate(cells.gain, UNIT);
      const devices = Uint32Array.from([rows * columns - 1, 3, 0, columns]);
      const found = new Float64Array(devices.length);
      const compare = () => {
        circuit.read!(devices, found, devices.length);
        const isLinear = wires.nonlinearity === undefined;
        const effective = isLinear ? effectiveConductances({ ...cells, wires }) : new Float64Array(0);
        const expected = [...devices].map((d) => {
          if (isLinear) return effective[d];
          const [row, column] = [Math.floor(d / columns), d % columns];
          const seen = cells.conductance.map((g, e) =>
            wires.cell === '1T1R' && e % columns !== column ? 0 : g,
          );
          const volts = Array.from({ length: rows }, (__, k) => (k === row ? cells.gain[d] : 0));
          return (
            solveCrossbar({ rows, columns, conductance: seen, volts, wires }).columnAmperes[column] /
            cells.gain[d]
          );
        });
        expect(difference(found, expected)).toBeLessThan(1e-9);
      };
      compare();
      cells.conductance[3] *= 1.5;
      cells.conductance[0] = 3e-5;
      circuit.refresh(Uint32Array.of(0, 3), 2);
      compare();
    },
  );

  it.each([true, false])('are reciprocal (one voltage a row: %s)', (isShared) => {
    const cells = array(rows, columns, isShared);
    const circuit = makeWires(wires)(cells, columns);
    circuit.calibrate(cells.gain, UNIT);
    const input = inputs(columns);
    const read = product(1, rows - 1, input, true);
    circuit.multiply(read);
    // the same array turned by a half and transposed: drivers behind what amplifiers were
    const last = rows * columns - 1;
    const turn = (of: Float64Array) =>
      Float64Array.from({ length: rows * columns }, (__, e) => {
        const [c, k] = [Math.floor(e / rows), e % rows];
        return of[last - (k * columns + c)];
      });
    const turned = { rowOhms: wires.columnOhms ?? 0, columnOhms: wires.rowOhms ?? 0 };
    const ends = { sourceOhms: wires.senseOhms ?? 0, senseOhms: wires.sourceOhms ?? 0 };
    const sides = { drivenEnds: wires.sensedEnds ?? 1, sensedEnds: wires.drivenEnds ?? 1 };
    const cellKind = { nonlinearity: wires.nonlinearity ?? 0 };
    const series = wires.accessOhms ?? 0;
    for (let r = 1; r < rows; r++) {
      const volts = input.map((x, c) => x * cells.gain[r * columns + c]);
      const isCurved = cellKind.nonlinearity > 0;
      const conductance = turn(
        isCurved ? cells.conductance : cells.conductance.map((g) => g / (1 + series * g)),
      );
      const { columnAmperes } = solveCrossbar({
        rows: columns,
        columns: rows,
        conductance,
        volts: volts.toReversed(),
        wires: {
          ...turned,
          ...ends,
          ...sides,
          ...cellKind,
          ...(isCurved && series > 0 ? { cell: '1T1R', accessOhms: series } : {}),
        },
      });
      const offset = volts.reduce((sum, v, c) => sum + v * cells.lowest[r * columns + c], 0);
      const amperes = columnAmperes[rows - 1 - r] - offset + 0.25 * UNIT;
      expect(Math.abs(read.amperes[r - 1] - amperes)).toBeLessThan(
        1e-9 * Math.max(...read.amperes.map(Math.abs)),
      );
    }
  });
});

describe('wires', () => {
  it('without resistance are ideal wires, to the bit', () => {
    const cells = array(9, 4, false);
    const ideal = new IdealWires(cells, 4);
    for (const settings of [{}, { rowOhms: 0, senseOhms: 0 }, { cell: '1T1R' as const, accessOhms: 0 }]) {
      const circuit = makeWires(settings)(cells, 4);
      const [one, other] = [product(0, 4, inputs(9)), product(0, 4, inputs(9))];
      for (const wires of [circuit, ideal]) wires.calibrate(cells.gain, UNIT);
      circuit.multiply(one);
      ideal.multiply(other);
      expect(one.amperes).toEqual(other.amperes);
      expect(circuit.read ?? circuit.drop).toBeUndefined();
    }
  });

  it('are solved at once for wide arrays with one voltage a row', () => {
    const cells = array(20, 18, true);
    const circuit = makeWires(plain)(cells, 18);
    circuit.calibrate(cells.gain, UNIT);
    const read = product(3, 10, inputs(20));
    circuit.multiply(read);
    circuit.multiply(read);
    expect(difference(read.amperes, expected(cells, plain, inputs(20)).subarray(3, 13))).toBeLessThan(1e-9);
  });

  it('take a 1T1R column alone, so that other columns do not load it', () => {
    const cells = array(6, 4, false);
    const circuit = makeWires({ ...plain, ...access })(cells, 4);
    circuit.calibrate(cells.gain, UNIT);
    const read = product(2, 1, inputs(6));
    circuit.multiply(read);
    const [before] = read.amperes;
    cells.conductance[1] = 1e-3;
    circuit.refresh(Uint32Array.of(1), 1);
    circuit.multiply(read);
    expect(read.amperes[0]).toBe(before);
  });
});
