import type { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import type { Board, Product } from './board.js';
import { refuseTransposed, type PhysicalPart } from './physical-part.js';
import type { SimulatedBoard } from './simulated-board.js';

/**
 * A grid of weights: some are physical devices, all others are emulated. A sum covers both: the current of the physical
 * devices and of the reference row is measured, and the computer adds the current of the emulated devices.
 */
export class HybridBoard implements Board {
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** where the currents of the physical devices are added up */
  readonly product: Product;
  /** of the emulated devices; for physical ones time passes as it does */
  readonly rest?: NonNullable<Board['rest']>;
  /** the emulated devices of a batch, and their rows in it */
  private readonly share: UpdateBatch;
  private readonly shareRow: Uint32Array;

  constructor(
    private readonly emulated: SimulatedBoard,
    private readonly part: PhysicalPart,
  ) {
    this.rows = emulated.rows;
    this.columns = emulated.columns;
    this.size = emulated.size;
    this.lowest = emulated.lowest;
    this.highest = emulated.highest;
    this.product = part.sums.product;
    this.share = new UpdateBatch(emulated.size);
    this.shareRow = new Uint32Array(emulated.size);
    if (emulated.rest) this.rest = emulated.rest;
  }

  calibrate(gain: Float64Array, unit: number): void {
    // Without gain, an emulated device adds nothing to a sum; the physical one in its place does.
    this.emulated.calibrate(
      gain.map((volts, weight) => (this.part.has(weight) ? 0 : volts)),
      unit,
    );
    this.part.calibrate(gain, unit);
  }

  program(batch: UpdateBatch): void | Promise<void> {
    this.emulate(batch, (share) => this.emulated.program(share));
    return this.share.count === batch.count ? undefined : this.part.program(batch);
  }

  read(batch: UpdateBatch): void | Promise<void> {
    this.emulate(batch, (share) => this.emulated.read(share));
    return this.share.count === batch.count ? undefined : this.part.read(batch);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    refuseTransposed(batch);
    this.emulated.multiply(batch);
    return this.part.isDriven(batch) ? this.part.multiply(batch) : undefined;
  }

  /** Switches all voltages off, then closes the session. */
  async close(): Promise<void> {
    const { session } = this.part.physical;
    await session.safe();
    await session.close();
  }

  private emulate(batch: UpdateBatch, act: (share: UpdateBatch) => void): void {
    const { share, shareRow, part } = this;
    share.clear();
    for (let i = 0; i < batch.count; i++) {
      if (part.has(batch.device[i])) continue;
      shareRow[share.count] = i;
      share.pulses[share.count] = batch.pulses[i];
      share.direction[share.count] = batch.direction[i];
      share.device[share.count++] = batch.device[i];
    }
    act(share);
    for (let i = 0; i < share.count; i++) batch.conductance[shareRow[i]] = share.conductance[i];
  }
}
