import type { Board } from '../../drivers/boards/board.js';
import { Observation } from '../core/observation.js';
import { ReadBatch } from '../core/read-batch.js';
import { driveOf } from './drive-plan.js';

/** What an array gave for random voltages of its rows. */
export interface ArrayProbes {
  readonly count: number;
  /** number of rows, and of columns */
  readonly inputs: number;
  readonly outputs: number;
  /** volts of each row, [row × count + probe] */
  readonly x: Float64Array;
  /** amperes of each column, [column × count + probe] */
  readonly y: Float64Array;
}

/** Probes any board that sums currents: all rows at plus or minus `volts` with random signs, all columns read. It is calibrated anew. */
export async function probeArray(
  board: Board,
  { volts, count, seed, unit }: { volts: number; count: number; seed: number; unit: number },
): Promise<ArrayProbes> {
  const { rows, columns, lowest } = board;
  board.calibrate(new Float64Array(board.size).fill(volts), unit);
  const [x, y] = [new Float64Array(rows * count), new Float64Array(columns * count)];
  const batch = new ReadBatch(0, columns);
  const observation = new Observation(rows, 1);
  for (let n = 0; n < count; n++) {
    const { rows: driven, signs } = driveOf(seed, n, rows, rows);
    for (const [k, row] of driven.entries()) observation.value[row] = signs[k];
    batch.clear();
    batch.drive(observation);
    await board.multiply(batch);
    for (let c = 0; c < columns; c++) y[c * count + n] = batch.amperes[c];
    for (let row = 0; row < rows; row++) {
      const applied = volts * observation.value[row];
      x[row * count + n] = applied;
      // A board takes away what the lower ends of the windows carry.
      for (let c = 0; c < columns; c++) y[c * count + n] += applied * lowest[row * columns + c];
    }
  }
  return { count, inputs: rows, outputs: columns, x, y };
}
