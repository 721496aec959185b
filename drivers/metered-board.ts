import type { MeasuringConditions } from '../devices/device-file.js';
import type { ReadBatch } from '../src/core/read-batch.js';
import type { UpdateBatch } from '../src/core/update-batch.js';
import type { Board, Product } from './board.js';
import { ProductReads } from './product-reads.js';
import { PulseCosts, READ_SECONDS } from './pulse-costs.js';

/**
 * Any board, with a meter: it counts what each device goes through. Energy is V² G t: a pulse at the mean of the
 * conductances before and after its train as they were read back (G0 before the first reading), a single read at the
 * conductance that it saw, a read in a product at the read voltage and the middle of the window.
 */
export class MeteredBoard implements Board {
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product: Product;
  /** pulses that each device was sent */
  readonly set: Float64Array;
  readonly reset: Float64Array;
  private readonly singleReads: Float64Array;
  private readonly productReads: ProductReads;
  /** each conductance as last read back, siemens */
  private readonly conductance: Float64Array;
  /** of pulses and single reads of each device, joules */
  private readonly energy: Float64Array;
  private readonly costs: PulseCosts;
  private readonly readsBack: number;

  /**
   * @param conditions of each device; where one has none, there are no joules and no device time
   * @param readsBack whether the readings of `program` are asked for; if not they cost nothing
   */
  constructor(
    private readonly board: Board,
    conditions: readonly (MeasuringConditions | undefined)[],
    readsBack = true,
  ) {
    this.rows = board.rows;
    this.columns = board.columns;
    this.size = board.size;
    this.lowest = board.lowest;
    this.highest = board.highest;
    this.product = board.product;
    this.set = new Float64Array(board.size);
    this.reset = new Float64Array(board.size);
    this.singleReads = new Float64Array(board.size);
    this.productReads = new ProductReads(board.rows, board.columns);
    this.conductance = board.lowest.slice();
    this.energy = new Float64Array(board.size);
    this.costs = new PulseCosts(conditions);
    this.readsBack = readsBack ? 1 : 0;
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.board.calibrate(gain, unit);
  }

  program(batch: UpdateBatch): void | Promise<void> {
    const pending = this.board.program(batch);
    return pending === undefined ? this.notePulses(batch) : pending.then(() => this.notePulses(batch));
  }

  read(batch: UpdateBatch): void | Promise<void> {
    const pending = this.board.read(batch);
    return pending === undefined ? this.noteReads(batch, 1) : pending.then(() => this.noteReads(batch, 1));
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    this.productReads.note(batch);
    return this.board.multiply(batch);
  }

  close(): Promise<void> {
    return this.board.close();
  }

  /** How often each device was read so far. */
  reads(): Float64Array {
    const reads = this.singleReads.slice();
    this.productReads.addTo(reads);
    return reads;
  }

  /** Energy of all devices so far, joules. */
  joules(): number | null {
    const { costs, lowest, highest, energy, size } = this;
    if (!costs.known) return null;
    const inProducts = new Float64Array(size);
    this.productReads.addTo(inProducts);
    let sum = 0;
    for (let d = 0; d < size; d++)
      sum += energy[d] + (inProducts[d] * costs.read[d] * (lowest[d] + highest[d])) / 2;
    return sum;
  }

  /** Sum of the widths of all pulses and reads so far, seconds. */
  deviceSeconds(): number | null {
    const { costs, set, reset, size } = this;
    if (!costs.known) return null;
    const reads = this.reads();
    let sum = 0;
    for (let d = 0; d < size; d++)
      sum += set[d] * costs.setWidth[d] + reset[d] * costs.resetWidth[d] + reads[d] * READ_SECONDS;
    return sum;
  }

  private notePulses(batch: UpdateBatch): void {
    const { device, pulses, conductance, count } = batch;
    const { costs, energy } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const n = pulses[i];
      const mean = (this.conductance[d] + conductance[i]) / 2;
      if (n > 0) {
        this.set[d] += n;
        energy[d] += n * costs.set[d] * mean;
      } else {
        this.reset[d] -= n;
        energy[d] -= n * costs.reset[d] * mean;
      }
    }
    this.noteReads(batch, this.readsBack);
  }

  private noteReads({ device, conductance, count }: UpdateBatch, times: number): void {
    const { costs, energy, singleReads } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      this.conductance[d] = conductance[i]!;
      singleReads[d] += times;
      energy[d] += times * costs.read[d] * conductance[i];
    }
  }
}
