import { describe, expect, it } from 'vitest';
import { makeWires } from '../../../devices/array/make-wires.js';
import { programmingVoltages } from '../../../devices/array/reads/programming-voltages.js';
import type { WireSettings } from '../../../devices/array/wires/wire-settings.js';
import { SHARE_TOLERANCE } from '../../../devices/array/writes/kept-drop.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';
import { randomArray } from './random-array.js';

const ohms = { rowOhms: 10, columnOhms: 7, sourceOhms: 60 };
const access = { cell: '1T1R' as const, accessOhms: 500 };
const bothEnds = { drivenEnds: 2 as const, sensedEnds: 2 as const };

type Cells = { rows: number; columns: number; conductance: Float64Array };

/** Conductances of a window of measured devices. */
function windowed(rows: number, columns: number, seed = 1): Cells {
  const random = new RandomStream(`writes ${seed}`);
  return {
    rows,
    columns,
    conductance: Float64Array.from({ length: rows * columns }, () => 3e-5 + 2e-5 * random.uniform()),
  };
}

function dropOf({ conductance, columns }: Cells, wires: WireSettings) {
  const circuit = makeWires(wires)({ conductance, lowest: conductance }, columns);
  return circuit.drop;
}

/** A batch with a pulse on each device. */
function pulsesOn(devices: readonly number[]): UpdateBatch {
  const batch = new UpdateBatch(devices.length);
  for (const [i, d] of devices.entries()) {
    batch.add(d, 1);
    batch.pulses[i] = i % 2 === 0 ? 1 : -1;
  }
  return batch;
}

const everyDevice = ({ conductance }: Cells) => pulsesOn([...conductance.keys()]);

function sharesOf(cells: Cells, wires: WireSettings, drop = dropOf(cells, wires)!): Float64Array {
  const shares = new Float64Array(cells.conductance.length);
  drop.find(everyDevice(cells), shares);
  return shares;
}

/** The same by one solution of the whole network for each device. */
function exactly(cells: Cells, wires: WireSettings, volts = wires.writeVolts ?? 1.2): Float64Array {
  return cells.conductance.map((_, d) => {
    const [row, column] = [Math.floor(d / cells.columns), d % cells.columns];
    return programmingVoltages({ ...cells, wires, row, column, volts })[d] / volts;
  });
}

function furthest(found: Float64Array, expected: Float64Array): number {
  return found.reduce((most, share, d) => Math.max(most, Math.abs(share - expected[d])), 0);
}

describe('the share of its voltage that a write leaves to the device', () => {
  it.each<[string, WireSettings]>([
    ['V/2', ohms],
    ['V/2, both ends', { ...ohms, ...bothEnds }],
    ['V/3', { ...ohms, scheme: 'V/3' }],
    ['V/3, both ends', { ...ohms, ...bothEnds, scheme: 'V/3' }],
    ['rows only', { rowOhms: 10 }],
    ['rows only, V/3', { rowOhms: 10, scheme: 'V/3' }],
    ['columns only', { columnOhms: 10 }],
    ['drivers only', { sourceOhms: 500, scheme: 'V/3' }],
    ['floating', { ...ohms, scheme: 'floating' }],
    ['1T1R', { ...ohms, ...access }],
    ['1T1R, both ends, V/3', { ...ohms, ...bothEnds, ...access, scheme: 'V/3' }],
    ['1T1R, floating', { ...ohms, ...bothEnds, ...access, scheme: 'floating' }],
    ['1T1R, transistors only', access],
    ['curved cells', { ...ohms, nonlinearity: 2 }],
    ['curved 1T1R cells', { ...ohms, ...access, nonlinearity: 2, writeVolts: 0.6 }],
  ])('is that of the whole network: %s', (_, wires) => {
    for (const cells of [randomArray(8, 6, 2), windowed(30, 3), windowed(1, 5), windowed(7, 1)])
      expect(furthest(sharesOf(cells, wires), exactly(cells, wires))).toBeLessThan(1e-9);
  });

  it('is that of the whole network in an array that is wide and long', () => {
    const cells = windowed(20, 18);
    expect(furthest(sharesOf(cells, ohms), exactly(cells, ohms))).toBeLessThan(1e-9);
  });

  it('is all without ohms, or where drivers make up for them', () => {
    const cells = windowed(9, 4);
    for (const wires of [
      {},
      { scheme: 'floating' as const },
      { nonlinearity: 3 },
      { ...ohms, writes: 'compensated' as const },
    ])
      expect(dropOf(cells, wires)).toBeUndefined();
  });

  it('is all for updates without pulses', () => {
    const cells = windowed(9, 4);
    const batch = everyDevice(cells);
    batch.pulses[3] = 0;
    for (const wires of [ohms, { ...ohms, ...access }]) {
      const shares = new Float64Array(36);
      dropOf(cells, wires)!.find(batch, shares);
      expect([...shares.keys()].filter((i) => shares[i] === 1)).toEqual([3]);
    }
  });

  it('falls with the distance from both drivers', () => {
    const cells = { rows: 30, columns: 5, conductance: new Float64Array(150).fill(4e-5) };
    const shares = sharesOf(cells, { rowOhms: 5, columnOhms: 5 });
    const at = (row: number, column: number) => shares[row * 5 + column];
    // rows are driven before the first column, columns after the last row
    for (let row = 1; row < 30; row++) expect(at(row - 1, 4)).toBeLessThan(at(row, 4));
    for (let column = 1; column < 5; column++) expect(at(0, column)).toBeLessThan(at(0, column - 1));
    expect(at(0, 4)).toBeLessThan(0.96);
    expect(at(29, 0)).toBeGreaterThan(0.99);
  });

  it('is the drop of half-selected currents to first order', () => {
    // a column of n cells with V/2 on each and V on the written one, the farthest of all
    const n = 40;
    const cells = { rows: n, columns: 1, conductance: new Float64Array(n).fill(1e-5) };
    const [far] = sharesOf(cells, { columnOhms: 0.01 });
    const loss = 0.01 * 1e-5 * ((n * (n + 1)) / 4 + n / 2);
    expect((1 - far) / loss).toBeCloseTo(1, 3);
  });

  it.each<[string, number, number, WireSettings]>([
    ['narrow', 60, 5, { ohms: 4 }],
    ['solved one by one', 18, 17, { ohms: 20 }],
    ['floating', 12, 4, { ohms: 300, scheme: 'floating' }],
  ])('is kept while it is right to a thousandth, and then found anew: %s', (_, rows, columns, wires) => {
    const cells = windowed(rows, columns);
    const drop = dropOf(cells, wires)!;
    const random = new RandomStream('changes');
    const first = sharesOf(cells, wires, drop).slice();
    for (let step = 0; step < 30; step++) {
      const touched = Uint32Array.from({ length: rows }, (__, k) => k * columns + random.below(columns));
      // learning moves the devices of a place together
      for (const d of touched)
        cells.conductance[d] = Math.min(6e-5, cells.conductance[d] * (1 + 0.05 * random.uniform()));
      drop.refresh(touched, touched.length);
      if (step % 10 === 9)
        expect(furthest(sharesOf(cells, wires, drop), exactly(cells, wires))).toBeLessThan(SHARE_TOLERANCE);
    }
    expect(furthest(first, exactly(cells, wires))).toBeGreaterThan(SHARE_TOLERANCE);
  });

  it('is found anew where a column of 1T1R cells has changed, and only there', () => {
    const cells = windowed(12, 4);
    const wires = { ...ohms, ...access };
    const drop = dropOf(cells, wires)!;
    const first = sharesOf(cells, wires, drop).slice();
    cells.conductance[1] *= 3;
    drop.refresh(Uint32Array.of(1), 1);
    const then = sharesOf(cells, wires, drop);
    expect(furthest(then, exactly(cells, wires))).toBeLessThan(1e-12);
    then.forEach((share, d) => expect(share === first[d]).toBe(d % 4 !== 1));
  });
});
