import { describe, expect, it } from 'vitest';
import type { MakeCircuit } from '../../devices/array/circuit.js';
import { IdealWires } from '../../devices/array/ideal-wires.js';
import { ReadNoise } from '../../devices/noise/read-noise.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { boardContract } from '../contracts/board.js';
import { LinearBank } from '../devices/linear-bank.js';
import { observationOf } from '../core/observation-of.js';

const bank = (size = 9) =>
  new LinearBank(
    new Float64Array(size).fill(30e-6),
    Float64Array.from({ length: size }, (_, d) => (50 + d) * 1e-6),
    200,
  );

boardContract('simulated board', () => new SimulatedBoard(bank(), 3));

describe('a simulated board', () => {
  it('refuses a bank that does not fill its rows', () => {
    expect(() => new SimulatedBoard(bank(8), 3)).toThrow('whole number of rows: got 8 devices');
  });

  it('shows read noise in transposed products, in the devices that are driven', () => {
    const white = Float64Array.from({ length: 6 }, (_, d) => (d + 1) * 1e-7);
    const noisy = Object.assign(bank(6), {
      readNoise: new ReadNoise(white, new Float64Array(6), new RandomStream('t')),
    });
    const board = new SimulatedBoard(noisy, 3);
    board.calibrate(new Float64Array(6).fill(0.1), 1);
    const read = new ReadBatch(0, 2, [1, 1], true);
    read.drive(observationOf(2, 0, 1));
    read.drive(observationOf(-1, 0, 0));
    const READS = 20_000;
    const variance = [0, 0];
    for (let i = 0; i < READS; i++) {
      board.multiply(read);
      read.amperes.forEach((amperes, row) => (variance[row] += amperes ** 2 / READS));
    }
    // columns 0 and 2 with an input of one each; 1 % standard error, as below
    const expected = [1 ** 2 + 3 ** 2, 4 ** 2 + 6 ** 2].map((sum) => sum * (0.1 * 1e-7) ** 2);
    variance.forEach((found, row) => expect(Math.abs(found / expected[row] - 1)).toBeLessThan(0.04));
  });

  it('leaves the currents to a circuit of its own, where it is given one', () => {
    const halves: MakeCircuit = (devices, columns) => {
      const ideal = new IdealWires(devices, columns);
      return {
        calibrate: (gain, unit) => ideal.calibrate(gain, unit),
        refresh: (device, count) => ideal.refresh(device, count),
        multiply(batch) {
          ideal.multiply(batch);
          batch.amperes.forEach((amperes, c) => (batch.amperes[c] = amperes / 2));
        },
      };
    };
    const amperes = [undefined, halves].map((circuit) => {
      const board = new SimulatedBoard(bank(), 3, circuit);
      board.calibrate(new Float64Array(9).fill(0.1), 1);
      const batch = new UpdateBatch(1);
      batch.add(4, 0.5);
      batch.pulses[0] = 100;
      board.program(batch);
      const read = new ReadBatch(1, 1);
      read.drive(observationOf(0, 1, 0));
      board.multiply(read);
      return read.amperes[0];
    });
    expect(amperes[0]).toBeGreaterThan(0);
    expect(amperes[1]).toBe(amperes[0] / 2);
  });

  it('shows read noise in reads and in sums, fresh at each, once a row however many observations drive it', () => {
    const white = new Float64Array(9).fill(1e-6);
    const noisy = Object.assign(bank(), {
      readNoise: new ReadNoise(white, new Float64Array(9), new RandomStream('r')),
    });
    const board = new SimulatedBoard(noisy, 3);
    const batch = new UpdateBatch(1);
    batch.add(4, 0);
    const read = new ReadBatch(0, 3, [1, 1]);
    read.drive(observationOf(2, 0, 1));
    read.drive(observationOf(-1, 0, 0));
    board.calibrate(new Float64Array(9).fill(0.1), 1);
    const READS = 20_000;
    let single = 0;
    let sum = 0;
    for (let i = 0; i < READS; i++) {
      board.read(batch);
      single += (batch.conductance[0] - 30e-6) ** 2 / READS;
      board.multiply(read);
      sum += read.amperes[1] ** 2 / READS;
    }
    // a variance over 20 000 reads has the relative standard error 1 %
    expect(Math.abs(single / 1e-12 - 1)).toBeLessThan(0.04);
    expect(Math.abs(sum / (2 * 0.1 ** 2 * 1e-12) - 1)).toBeLessThan(0.04);
  });
});
