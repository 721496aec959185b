import type { Board } from '../../drivers/boards/board.js';
import { UsageError } from '../core/errors.js';
import type { PulseShape } from '../core/pulse-shape.js';
import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { perDevice, type Encoding } from './encoding.js';

/** Current that stands for one, amperes: a full weight on a full input. It keeps the reads of the measured devices at 0.2 V and below. */
export const UNIT = 2e-6;
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

  constructor(
    protected readonly board: Board,
    encoding: Encoding = perDevice,
  ) {
    this.rows = board.rows;
    this.columns = board.columns;
    this.weight = new Float64Array(board.size);
    board.calibrate(encoding.gain(board, UNIT), UNIT);
  }

  /** Weighted sums of the batch's inputs, into its `output`: y_c = Σ_k input_k w_kc + reference; y_r = Σ_k w_rk input_k + reference where it is transposed. */
  multiply(batch: ReadBatch): void | Promise<void> {
    const pending = this.board.multiply(batch);
    return pending === undefined ? sums(batch) : pending.then(() => sums(batch));
  }

  /** The same for several samples in one call, each into its own `output`. */
  multiplyAll(samples: readonly ReadBatch[], from = 0): void | Promise<void> {
    for (let k = from; k < samples.length; k++) {
      const pending = this.multiply(samples[k]);
      if (pending !== undefined) return pending.then(() => this.multiplyAll(samples, k + 1));
    }
    return undefined;
  }

  /**
   * Sends the batch's pulses and reads those devices back, into its `conductance` and `weight`.
   *
   * @throws UsageError where the batch asks for pulses that the board cannot give
   */
  program(batch: UpdateBatch): void | Promise<void> {
    this.refuseShapes(batch);
    const { delta, direction, count } = batch;
    // Below the crossbar only the direction of a wanted change is known.
    for (let i = 0; i < count; i++) direction[i] = +(delta[i] > 0) - +(delta[i] < 0);
    return this.send(batch);
  }

  protected send(batch: UpdateBatch): void | Promise<void> {
    const pending = this.board.program(batch);
    return pending === undefined ? this.note(batch) : pending.then(() => this.note(batch));
  }

  /** Reads the batch's devices, into its `conductance` and `weight`. */
  read(batch: UpdateBatch): void | Promise<void> {
    const pending = this.board.read(batch);
    return pending === undefined ? this.note(batch) : pending.then(() => this.note(batch));
  }

  protected refuseShapes({ shapes }: UpdateBatch): void {
    if (shapes === undefined || this.board.anyShape) return;
    const asked = Object.entries(shapes as Record<string, PulseShape>)
      .map(
        ([kind, { volts, seconds }]) =>
          `a ${kind.toUpperCase()} pulse of ${volts} V and ${Number((seconds * 1e6).toPrecision(6))} µs`,
      )
      .join(' and ');
    throw new UsageError(
      `pulses: got ${asked}: expected none, since these devices know only the pulses with which they were measured; choose a device model that takes any pulse`,
    );
  }

  private note({ device, conductance, weight, count }: UpdateBatch): void {
    const { lowest, highest } = this.board;
    const known = this.weight;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const low = lowest[d];
      const read = (conductance[i] - low) / (highest[d] - low);
      weight[i] = read;
      known[d] = read;
    }
  }
}

function sums({ amperes, output }: ReadBatch): void {
  for (let c = 0; c < output.length; c++) {
    const sum = amperes[c] / UNIT;
    output[c] = Math.abs(sum) < ROUNDING ? 0 : sum;
  }
}
