import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { Crossbar } from '../../src/crossbar/crossbar.js';
import { observationOf } from '../core/observation-of.js';
import { LinearBank } from '../devices/linear-bank.js';
import { later } from '../drivers/later.js';

/** Not square, and more than eight of each, so that every loop has its share. */
const [ROWS, COLUMNS] = [11, 19];
const N = 2 ** 30;

function board(rows: number, columns: number): SimulatedBoard {
  const lowest = Float64Array.from({ length: rows * columns }, (_, d) => (25 + (d % 7)) * 1e-6);
  return new SimulatedBoard(
    new LinearBank(
      lowest,
      lowest.map((low, d) => low + (12 + (d % 5)) * 1e-6),
      N,
    ),
    columns,
  );
}

/** The weights cell by cell, row-major. */
function programmed(crossbar: Crossbar, weight: (row: number, column: number) => number): Crossbar {
  const { rows, columns } = crossbar;
  const batch = new UpdateBatch(rows * columns);
  for (let d = 0; d < rows * columns; d++) {
    batch.add(d, 1);
    batch.pulses[d] = Math.round(N * weight(Math.floor(d / columns), d % columns));
  }
  void crossbar.program(batch);
  return crossbar;
}

const values = (length: number, min: number) =>
  fc.array(fc.double({ min, max: 1, noNaN: true }), { minLength: length, maxLength: length });

function driven(read: ReadBatch, ...inputs: number[][]): ReadBatch {
  read.clear();
  for (const input of inputs) read.drive(observationOf(...input));
  read.reference[0] = 0.3;
  return read;
}

describe('a transposed product', () => {
  it('is the product of the transposed weights, two observations and the reference included', () => {
    fc.assert(
      fc.property(
        values(ROWS * COLUMNS, 0),
        values(COLUMNS, -1),
        values(COLUMNS, -1),
        (weights, one, other) => {
          const weight = (row: number, column: number) => weights[row * COLUMNS + column];
          const crossbar = programmed(new Crossbar(board(ROWS, COLUMNS)), weight);
          const turned = programmed(new Crossbar(board(COLUMNS, ROWS)), (row, column) => weight(column, row));
          const transposed = driven(new ReadBatch(1, ROWS - 1, [-0.2, 0.7], true), one, other);
          const product = driven(new ReadBatch(1, ROWS - 1, [-0.2, 0.7]), one, other);
          void crossbar.multiply(transposed);
          void turned.multiply(product);
          transposed.output.forEach((sum, row) => expect(sum).toBeCloseTo(product.output[row], 7));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('several samples a call', () => {
  const inputs = [0, 1, 2, 3].map((sample) =>
    Array.from({ length: ROWS }, (_, row) => Math.sin(row + sample)),
  );
  const weight = (row: number, column: number) => ((7 * row + column) % 10) / 10;
  const reads = () => inputs.map((input) => driven(new ReadBatch(2, 12), input));

  it.each(['at once', 'later'])('are as many calls, on a board that answers %s', async (when) => {
    const fast = board(ROWS, COLUMNS);
    programmed(new Crossbar(fast), weight);
    const crossbar = new Crossbar(when === 'later' ? later(fast) : fast);
    const [together, single] = [reads(), reads()];
    const pending = crossbar.multiplyAll(together);
    expect(pending === undefined).toBe(when !== 'later');
    await pending;
    for (const read of single) await crossbar.multiply(read);
    expect(together.map(({ output }) => output)).toEqual(single.map(({ output }) => output));
  });
});
