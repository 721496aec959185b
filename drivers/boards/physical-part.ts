import { RunError } from '../../src/core/errors.js';
import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import { ArraySum, HostSum, type ColumnSum, type ReferenceRow } from './column-sum.js';
import type { PhysicalDevices } from './physical-devices.js';
import { refuseBeyondBoard } from './refuse-beyond-board.js';

/** How physical devices compute products. */
export interface PhysicalProducts {
  /** without it, the computer adds up single reads */
  readonly reference?: ReferenceRow;
  /** factor on all voltages; the measured current is divided by it */
  readonly scale: number;
  /** minimum sum that can be measured, in units of a full weight on a full input; a smaller one counts as this value, with its sign */
  readonly floor: number;
  /** maximum number of devices of a column that a product drives at once; default: all of them */
  readonly atOnce?: number;
}

/** Called for every sum over physical devices: its column, the value expected from their last readings, the measured value (both in units), and the number of devices. */
export type SumListener = (column: number, expected: number, measured: number, devices: number) => void;

/**
 * The physical devices among the weights of a grid. It carries out their share of a batch and does not touch the rest.
 */
export class PhysicalPart {
  readonly sums: ColumnSum;
  /** number of the physical device of each weight; −1 if it has none */
  private readonly numberOf: Int32Array;
  private gain: Float64Array;
  private unit = 1;

  /** @param weights row-major index of each physical device’s weight in a grid of `columns` columns */
  constructor(
    readonly physical: PhysicalDevices,
    private readonly weights: readonly number[],
    private readonly columns: number,
    size: number,
    private readonly products: PhysicalProducts,
    private readonly listen: SumListener = () => {},
  ) {
    this.numberOf = new Int32Array(size).fill(-1);
    weights.forEach((weight, k) => (this.numberOf[weight] = k));
    this.gain = new Float64Array(size);
    this.refuseWrongPlaces();
    this.sums = this.chooseSums();
  }

  has(weight: number): boolean {
    return this.numberOf[weight] >= 0;
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.gain = gain;
    this.unit = unit;
  }

  /** Pulses and reads back its devices of a batch; their `pulses` become what was delivered. */
  async program(batch: UpdateBatch): Promise<void> {
    const { device, pulses } = batch;
    for (let i = 0; i < batch.count; i++) {
      const k = this.numberOf[device[i]];
      if (k >= 0 && pulses[i] !== 0) pulses[i] = await this.physical.pulse(k, pulses[i]);
    }
    await this.read(batch);
  }

  async read({ device, conductance, count }: UpdateBatch): Promise<void> {
    for (let i = 0; i < count; i++) {
      const k = this.numberOf[device[i]];
      if (k < 0) continue;
      await this.physical.read(k);
      conductance[i] = this.physical.conductance[k]!;
    }
  }

  /** Whether a product drives one of its devices. */
  isDriven(batch: ReadBatch): boolean {
    return this.weights.some((weight) => this.voltsOn(weight, batch) !== 0);
  }

  /** Adds the current of its devices to the batch’s `amperes`, which already hold the reference current. */
  async multiply(batch: ReadBatch): Promise<void> {
    for (let c = 0; c < batch.columns; c++) {
      const devices = this.drivenIn(batch.first + c, batch);
      if (devices.length === 0) continue;
      const reference = batch.reference[0] * this.unit;
      const measured = await this.measure(batch.first + c, devices, reference, batch);
      batch.amperes[c] += measured - reference;
    }
  }

  private async measure(
    column: number,
    devices: number[],
    reference: number,
    batch: ReadBatch,
  ): Promise<number> {
    const { physical, unit } = this;
    const { floor } = this.products;
    const volts = devices.map((k) => this.voltsOn(this.weights[k], batch));
    const expected = devices.reduce(
      (sum, k, i) => sum + volts[i] * (physical.conductance[k] - physical.devices[k].lowest),
      reference,
    );
    const measured = await this.sums.sum(devices, volts, reference);
    this.listen(column, expected / unit, measured / unit, devices.length);
    return Math.abs(measured) < floor * unit ? Math.sign(measured) * floor * unit : measured;
  }

  private drivenIn(column: number, batch: ReadBatch): number[] {
    return [...this.weights.keys()].filter(
      (k) => this.weights[k] % this.columns === column && this.voltsOn(this.weights[k], batch) !== 0,
    );
  }

  private voltsOn(weight: number, { first, columns, observation, factor, count }: ReadBatch): number {
    const column = weight % this.columns;
    if (column < first || column >= first + columns) return 0;
    const row = Math.floor(weight / this.columns);
    let input = 0;
    for (let k = 0; k < count; k++) input += factor[k] * observation[k].value[row];
    return input * this.gain[weight];
  }

  private refuseWrongPlaces(): void {
    const { session, devices } = this.physical;
    refuseBeyondBoard(session.capabilities, devices, this.products.reference?.row);
    const taken = new Map<string, string>();
    for (const { name, place } of devices) {
      const words = `row ${place.row}, column ${place.column}`;
      if (place.row === this.products.reference?.row) {
        throw new RunError(`${name}: row ${place.row} is the reference row; choose another row`);
      }
      const other = taken.get(words);
      if (other !== undefined)
        throw new RunError(`${name}: ${words} already holds ${other}; choose another cell`);
      taken.set(words, name);
    }
  }

  /** Sums in the array need a reference row, enough rows in one read, and devices that share a column of the board. */
  private chooseSums(): ColumnSum {
    const { reference, scale, atOnce = Infinity } = this.products;
    const { rowset } = this.physical.session.capabilities;
    const fits = this.wiredTogether().every(
      (columns) => Math.min(columns.length, atOnce) + 1 <= rowset && new Set(columns).size === 1,
    );
    return reference && fits ? new ArraySum(this.physical, reference, scale) : new HostSum(this.physical);
  }

  /** For each column of weights with physical devices: the board’s columns of those devices. */
  private wiredTogether(): number[][] {
    const wired = new Map<number, number[]>();
    for (const [k, weight] of this.weights.entries()) {
      const column = weight % this.columns;
      wired.set(column, [...(wired.get(column) ?? []), this.physical.devices[k].place.column]);
    }
    return [...wired.values()];
  }
}

/** @throws RunError for a product that drives columns and reads rows: physical boards measure at their columns */
export function refuseTransposed({ transposed }: ReadBatch): void {
  if (!transposed) return;
  throw new RunError(
    'got a transposed product: expected one that drives rows and reads columns, which is all that a physical board can do; use simulated devices',
  );
}
