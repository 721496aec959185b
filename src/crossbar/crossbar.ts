import type { Board } from '../../drivers/boards/board.js';
import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';

/** Current that stands for one, amperes: a full weight on a full input. It keeps the reads of the measured devices at 0.2 V and below. */
const UNIT = 2e-6;
/** Sums below this are rounding of the double, far below any converter, and are zero. */
const ROUNDING = 1e-12;

/**
 * Rows × columns of weights on a board, and the only interpreter between the two languages: above it a weight
 * w = (G − G0)/(G1 − G0) and its inputs, below it volts, amperes and siemens.
 */
export class Crossbar {
  readonly rows: number;
  readonly columns: number;
  /** each weight as its device was last read back */
  readonly weight: Float64Array;

  constructor(protected readonly board: Board) {
    this.rows = board.rows;
    this.columns = board.columns;
    this.weight = new Float64Array(board.size);
    board.calibrate(
      board.lowest.map((low, d) => UNIT / (board.highest[d] - low)),
      UNIT,
    );
  }

  /** Weighted sums of the batch's inputs, into its `output`: y_c = Σ_k input_k w_kc + reference. */
  multiply(batch: ReadBatch): void | Promise<void> {
    const pending = this.board.multiply(batch);
    return pending === undefined ? sums(batch) : pending.then(() => sums(batch));
  }

  /** Sends the batch's pulses and reads those devices back, into its `conductance` and `weight`. */
  program(batch: UpdateBatch): void | Promise<void> {
    point(batch);
    const pending = this.board.program(batch);
    return pending === undefined ? this.note(batch) : pending.then(() => this.note(batch));
  }

  /** Reads the batch's devices, into its `conductance` and `weight`. */
  read(batch: UpdateBatch): void | Promise<void> {
    const pending = this.board.read(batch);
    return pending === undefined ? this.note(batch) : pending.then(() => this.note(batch));
  }

  private note({ device, conductance, weight, count }: UpdateBatch): void {
    const { lowest, highest } = this.board;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      weight[i] = (conductance[i] - lowest[d]) / (highest[d] - lowest[d]);
      this.weight[d] = weight[i]!;
    }
  }
}

/** Below the crossbar only the direction of a wanted change is known. */
function point({ delta, direction, count }: UpdateBatch): void {
  for (let i = 0; i < count; i++) direction[i] = delta[i] > 0 ? 1 : delta[i] < 0 ? -1 : 0;
}

function sums({ amperes, output }: ReadBatch): void {
  for (let c = 0; c < output.length; c++) {
    const sum = amperes[c] / UNIT;
    output[c] = Math.abs(sum) < ROUNDING ? 0 : sum;
  }
}
