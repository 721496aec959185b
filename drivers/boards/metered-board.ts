import type { ConversionCosts } from '../../devices/array/readout.js';
import type { MeasuringConditions } from '../../devices/files/device-form.js';
import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { Board, Product } from './board.js';
import { ProductReads } from './product-reads.js';
import { PulseCosts, READ_SECONDS } from './pulse-costs.js';

/** What all devices of a board went through together. */
export interface Costs {
  /** pulses */
  set: number;
  reset: number;
  reads: number;
  /** energy, V² G t, and that of conversions; null if the measuring conditions of a device are not known */
  joules: number | null;
  /** sum of the widths of all pulses and reads; null under the same condition */
  deviceSeconds: number | null;
  /** pulses on the device that got the most */
  wear: number;
}

/** Index of each sum. */
const SUM = { set: 0, reset: 1, reads: 2, joules: 3, seconds: 4, wear: 5 } as const;

/**
 * Any board with a meter that counts what each device goes through. Energy is V² G t. For a pulse, G is the mean of the
 * conductances that were read back before and after its train (G0 before the first reading). For a single read, G is
 * the conductance that was read. A read in a product counts at the read voltage and the middle of the window. A pulse
 * counts with the shape in its batch, or else with that of the measuring conditions.
 */
export class MeteredBoard implements Board {
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product: Product;
  readonly anyShape: boolean;
  readonly rest?: NonNullable<Board['rest']>;
  /** pulses that each device was sent */
  readonly set: Float64Array;
  readonly reset: Float64Array;
  private readonly singleReads: Float64Array;
  private readonly productReads: ProductReads;
  /** each conductance as last read back, siemens */
  private readonly conductance: Float64Array;
  /** running sums over all devices */
  private readonly sums = new Float64Array(Object.keys(SUM).length);
  private readonly price: PulseCosts;
  private readonly readsBack: number;
  /** energy of one read in a product, for each device */
  private readonly productJoules: Float64Array;

  /**
   * @param conditions of each device; if one has none, energy and device time are not counted
   * @param readsBack whether the readings of `program` are wanted; otherwise they cost nothing
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
    this.anyShape = board.anyShape ?? false;
    if (board.rest) this.rest = board.rest.bind(board);
    this.set = new Float64Array(board.size);
    this.reset = new Float64Array(board.size);
    this.singleReads = new Float64Array(board.size);
    this.productReads = new ProductReads(board.rows, board.columns);
    this.conductance = board.lowest.slice();
    this.price = new PulseCosts(conditions);
    this.readsBack = readsBack ? 1 : 0;
    this.productJoules = this.price.read.map((read, d) => (read * (board.lowest[d] + board.highest[d])) / 2);
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

  /** Number of reads of each device so far. */
  reads(): Float64Array {
    const reads = this.singleReads.slice();
    this.productReads.addTo(reads);
    return reads;
  }

  /** What all devices went through so far, without a loop over single reads. */
  costs(): Costs {
    const { sums, price, productReads } = this;
    const [set, reset, singleReads, joules, seconds, wear] = sums;
    const reads = singleReads + productReads.total();
    return {
      set,
      reset,
      reads,
      joules: price.known
        ? joules + productReads.weighted(this.productJoules) + (this.conversions()?.joules ?? 0)
        : null,
      deviceSeconds: price.known ? seconds + reads * READ_SECONDS : null,
      wear,
    };
  }

  /** What conversions cost so far; undefined for a board without converters of its own. */
  conversions(): ConversionCosts | undefined {
    return this.board.readout?.costs(this.sums[SUM.reads]);
  }

  /** Values beyond the range of their converter so far: `conversions().clipped`, without an object. */
  get clipped(): number {
    return this.board.readout?.clipped ?? 0;
  }

  private notePulses(batch: UpdateBatch): void {
    const { device, pulses, conductance, shapes, count } = batch;
    const { sums, set, reset, conductance: known } = this;
    const price = shapes === undefined ? this.price : this.price.shaped(batch, shapes);
    for (let i = 0; i < count; i++) {
      const n = pulses[i];
      if (n === 0) continue;
      const d = device[i];
      const mean = (known[d] + conductance[i]) / 2;
      if (n > 0) {
        set[d] += n;
        sums[SUM.set] += n;
        sums[SUM.joules] += n * price.set[d] * mean;
        sums[SUM.seconds] += n * price.setWidth[d];
      } else {
        reset[d] -= n;
        sums[SUM.reset] -= n;
        sums[SUM.joules] -= n * price.reset[d] * mean;
        sums[SUM.seconds] -= n * price.resetWidth[d];
      }
      sums[SUM.wear] = Math.max(sums[SUM.wear], set[d] + reset[d]);
    }
    this.noteReads(batch, this.readsBack);
  }

  private noteReads({ device, conductance, count }: UpdateBatch, times: number): void {
    const { price, sums, singleReads, conductance: known } = this;
    const { read } = price;
    let joules = sums[SUM.joules];
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const siemens = conductance[i];
      known[d] = siemens;
      singleReads[d] += times;
      joules += times * read[d] * siemens;
    }
    sums[SUM.joules] = joules;
    sums[SUM.reads] += times * count;
  }
}
