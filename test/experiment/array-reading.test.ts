import { describe, expect, it } from 'vitest';
import { solveCrossbar } from '../../devices/array/reads/solve-crossbar.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { cellCentres, observationAt } from '../../envs/place-cells.js';
import { arrayReading } from '../../src/experiment/array/array-reading.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { placementOf, taskOf, weightsOf } from '../../src/experiment/weights.js';

const { devices } = shippedDevices();
const wires = { rowOhms: 40, columnOhms: 25, sourceOhms: 100 };

function readThrough(value: Partial<ExperimentInput>) {
  const experiment = parseExperiment({ environment: 't-maze', conditions: [{ bank: 'mean' }], ...value });
  const [condition] = experiment.conditions;
  const { cells, heads } = weightsOf(experiment);
  const weights = Float64Array.from({ length: cells * heads.length }, (_, d) => ((7 * d) % 11) / 10);
  const { lowest, highest } = arrayMaker(condition, devices, placementOf(experiment, devices)).bank(0);
  const conductance = weights.map((weight, d) => lowest[d] + weight * (highest[d] - lowest[d]));
  const reading = arrayReading(experiment, condition, devices, weights);
  return { experiment, cells, columns: heads.length, weights, lowest, highest, conductance, reading };
}

describe('what an array makes of its weights', () => {
  it.each(['t-maze', 'water-maze'])('is what solving its network gives, row by row: %s', (environment) => {
    const read = readThrough({ environment, array: { wires } });
    const { cells, columns, conductance, lowest, highest, weights } = read;
    const { loss, effective, ideal, parts } = read.reading!;
    expect(parts).toEqual({ wires: true, converters: false });
    for (let row = 0; row < cells; row += 10) {
      const volts = new Float64Array(cells);
      volts[row] = 1;
      const { columnAmperes } = solveCrossbar({ rows: cells, columns, conductance, volts, wires });
      for (let c = 0; c < columns; c++) {
        const d = row * columns + c;
        expect(loss[d]).toBeCloseTo(1 - columnAmperes[c] / conductance[d], 9);
        expect(effective[d]).toBeCloseTo((columnAmperes[c] - lowest[d]) / (highest[d] - lowest[d]), 8);
        expect(ideal[d]).toBeCloseTo(weights[d], 10);
      }
    }
  });

  it('is wrong at a state by what the rows that it drives are wrong', () => {
    const { experiment, columns, weights, reading } = readThrough({
      environment: 'water-maze',
      array: { wires },
    });
    const grid = taskOf(experiment).grid!;
    const centres = cellCentres(grid);
    const seen = observationAt(centres[37], centres, grid.width);
    for (let c = 0; c < columns; c++) {
      const at = (cell: number) => cell * columns + c;
      const direct = seen.reduce(
        (sum, x, cell) => sum + x * (reading!.effective[at(cell)] - weights[at(cell)]),
        0,
      );
      expect(reading!.error[at(37)]).toBeCloseTo(direct, 4);
    }
  });

  it('counts weights by their windows where rows have one voltage, and its wires take the same part', () => {
    const own = readThrough({ array: { wires } }).reading!;
    const { reading, weights, lowest, highest } = readThrough({ array: { wires, encoding: 'shared' } });
    const windows = highest.map((high, d) => high - lowest[d]);
    const width = windows.reduce((sum, one) => sum + one, 0) / windows.length;
    weights.forEach((weight, d) => {
      expect(reading!.ideal[d]).toBeCloseTo((weight * windows[d]) / width, 10);
      expect(reading!.loss[d]).toBeCloseTo(own.loss[d], 9);
    });
  });

  it('is rounded by converters, which take nothing from the devices themselves', () => {
    const { reading, weights } = readThrough({ array: { adc: { bits: 6 } } });
    expect(reading!.parts).toEqual({ wires: false, converters: true });
    // ± 31 steps over ± 4 µA, in units of 2 µA.
    const step = 2 / 31;
    const off = reading!.effective.map((weight, d) => Math.abs(weight - weights[d]));
    expect(Math.max(...off)).toBeLessThan(step / 2 + 1e-9);
    expect(Math.max(...off)).toBeGreaterThan(step / 4);
    expect(Math.max(...reading!.loss.map(Math.abs))).toBeLessThan(1e-12);
  });

  it('has no error that converters carry from one value to the next', () => {
    const converters = { dac: { bits: 5 }, adc: { bits: 4 } };
    const { dac, adc } = converters;
    const diffused = { dac: { ...dac, diffuse: true }, adc: { ...adc, diffuse: true } };
    expect(readThrough({ array: diffused }).reading).toEqual(readThrough({ array: converters }).reading);
  });

  it('is not there for ideal arrays, digital weights and weights of several devices', () => {
    const none = (value: Partial<ExperimentInput>) => expect(readThrough(value).reading).toBeUndefined();
    none({});
    none({ array: { kelvin: 350, wires: 'ideal' } });
    none({ array: { wires }, conditions: [{ bank: 'ideal' }] });
    none({ array: { wires }, conditions: [{ bank: 'mean', scheme: 'differential-pair' }] });
  });
});
