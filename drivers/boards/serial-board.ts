import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { Board, Product } from './board.js';
import type { PhysicalDevices } from './physical-devices.js';
import { PhysicalPart, refuseTransposed, type PhysicalProducts, type SumListener } from './physical-part.js';

/** A board at the end of a cable whose devices are all physical, row-major. */
export class SerialBoard implements Board {
  readonly rows: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product: Product;
  private readonly part: PhysicalPart;
  private unit = 1;

  constructor(
    private readonly physical: PhysicalDevices,
    readonly columns: number,
    products: PhysicalProducts,
    listen?: SumListener,
  ) {
    const { devices } = physical;
    this.size = devices.length;
    this.rows = devices.length / columns;
    this.lowest = Float64Array.from(devices, ({ lowest }) => lowest);
    this.highest = Float64Array.from(devices, ({ highest }) => highest);
    this.part = new PhysicalPart(physical, [...devices.keys()], columns, this.size, products, listen);
    this.product = this.part.sums.product;
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.unit = unit;
    this.part.calibrate(gain, unit);
  }

  program(batch: UpdateBatch): Promise<void> {
    return this.part.program(batch);
  }

  read(batch: UpdateBatch): Promise<void> {
    return this.part.read(batch);
  }

  async multiply(batch: ReadBatch): Promise<void> {
    refuseTransposed(batch);
    batch.amperes.fill(batch.reference[0] * this.unit);
    return this.part.multiply(batch);
  }

  /** Switches all voltages off, then closes the session. */
  async close(): Promise<void> {
    await this.physical.session.safe();
    await this.physical.session.close();
  }
}
