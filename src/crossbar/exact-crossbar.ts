import type { Board } from '../../drivers/boards/board.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { Crossbar } from './crossbar.js';

/** Rows × columns of weights in exact memories: a wanted change is written as it is, up to the ends of the window. */
export class ExactCrossbar extends Crossbar {
  /** @param board reads and multiplies the memories @param siemens what they hold, which is written here */
  constructor(
    board: Board,
    private readonly siemens: Float64Array,
  ) {
    super(board);
  }

  override program(batch: UpdateBatch): void | Promise<void> {
    this.refuseShapes(batch);
    const { device, delta, direction, count } = batch;
    const { siemens } = this;
    const { lowest, highest } = this.board;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const change = delta[i];
      const low = lowest[d];
      const high = highest[d];
      const moved = siemens[d] + change * (high - low);
      siemens[d] = Math.min(Math.max(moved, low), high);
      direction[i] = +(change > 0) - +(change < 0);
    }
    return this.send(batch);
  }
}
