import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { Crossbar } from '../../src/crossbar/crossbar.js';
import { perDevice, sharedByArray, type Encoding } from '../../src/crossbar/encoding.js';
import { observationOf } from '../core/observation-of.js';
import { LinearBank } from '../devices/linear-bank.js';

const [ROWS, COLUMNS] = [4, 3];
const SIZE = ROWS * COLUMNS;
const N = 2 ** 30;
/** Lower ends that differ from device to device. */
const lowest = Float64Array.from({ length: SIZE }, (_, d) => (25 + 3 * d) * 1e-6);

/** Sums of all columns, of weights programmed into devices with windows of these widths. */
function sums(
  encoding: Encoding,
  width: (d: number) => number,
  weights: number[],
  inputs: number[],
  reference = 0,
) {
  const bank = new LinearBank(
    lowest,
    lowest.map((low, d) => low + width(d)),
    N,
  );
  const crossbar = new Crossbar(new SimulatedBoard(bank, COLUMNS), encoding);
  const batch = new UpdateBatch(SIZE);
  weights.forEach((weight, d) => {
    batch.add(d, weight);
    batch.pulses[d] = Math.round(N * weight);
  });
  void crossbar.program(batch);
  const read = new ReadBatch(0, COLUMNS);
  read.reference[0] = reference;
  read.drive(observationOf(...inputs));
  void crossbar.multiply(read);
  return [...read.output];
}

const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: SIZE, maxLength: SIZE });
const inputs = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: ROWS, maxLength: ROWS });

describe('an encoding shared by the array', () => {
  it('drives all devices of a row with one voltage', () => {
    const gain = sharedByArray.gain({ lowest, highest: lowest.map((low, d) => low + (10 + d) * 1e-6) }, 2e-6);
    expect(new Set(gain).size).toBe(1);
    expect(gain[0]).toBeCloseTo(2e-6 / 15.5e-6, 12);
  });

  it('gives the sums of the encoding per device where all windows are equally wide, wherever they lie', () => {
    fc.assert(
      fc.property(
        weights,
        inputs,
        fc.double({ min: -1, max: 1, noNaN: true }),
        (weights, inputs, reference) => {
          const [own, shared] = [perDevice, sharedByArray].map((encoding) =>
            sums(encoding, () => 20e-6, weights, inputs, reference),
          );
          shared.forEach((sum, c) => expect(Math.abs(sum - own[c])).toBeLessThan(1e-9));
        },
      ),
    );
  });

  it('counts each weight by the width of its window where they differ', () => {
    const width = (d: number) => (12 + 2 * d) * 1e-6;
    const mean = width((SIZE - 1) / 2);
    fc.assert(
      fc.property(weights, inputs, (weights, inputs) => {
        sums(sharedByArray, width, weights, inputs).forEach((sum, c) => {
          const expected = inputs.reduce((total, x, row) => {
            const d = row * COLUMNS + c;
            return total + (x * weights[d] * width(d)) / mean;
          }, 0);
          expect(sum).toBeCloseTo(expected, 7);
        });
      }),
    );
  });
});
