import type { DeviceBank } from '../../devices/device-bank.js';
import { UsageError } from '../../src/core/errors.js';
import type { RandomStream } from '../../src/core/random-stream.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import type { CellFaults } from './cell-faults.js';
import type { MeasuredPulses } from './measured-pulses.js';
import type { TalliedCells } from './tallied-cells.js';

/** White noise of an amplifier: the standard deviation of one sample, amperes, and its random stream. */
export interface AmplifierNoise {
  readonly amperes: number;
  readonly random: RandomStream;
}

/**
 * A device bank wired as an array, one device per cell, row-major. The pulses of a train arrive one by one but are one
 * update of the bank, as in a simulated board. They are collected until the cells are read, or another cell or the
 * other polarity is pulsed. Likewise the samples of a read take the device noise once, and average the amplifier noise.
 */
export class BankArray implements TalliedCells {
  /** pulses that each cell got, by sign */
  readonly positive: Uint32Array;
  readonly negative: Uint32Array;
  /** those of them whose effect is unknown: they change nothing */
  readonly unknown: Uint32Array;
  private readonly train = new UpdateBatch(1);
  /** effect of reads on each cell that is not yet a whole pulse, + SET */
  private readonly disturbed: Float64Array;
  private readonly driven: Uint32Array;
  private readonly deviation: Float64Array;
  private readonly normal = new Float64Array(1);

  /** @param pulses the pulses that change each device @param faults the faults of its cells */
  constructor(
    private readonly bank: DeviceBank,
    readonly rows: number,
    readonly columns: number,
    private readonly pulses: MeasuredPulses,
    private readonly faults: CellFaults,
    private readonly amplifier: AmplifierNoise,
  ) {
    if (bank.size !== rows * columns)
      throw new UsageError(
        `an array of ${rows} × ${columns} cells: got ${bank.size} devices: expected ${rows * columns}`,
      );
    this.positive = new Uint32Array(bank.size);
    this.negative = new Uint32Array(bank.size);
    this.unknown = new Uint32Array(bank.size);
    this.disturbed = new Float64Array(bank.size);
    this.driven = new Uint32Array(rows);
    this.deviation = new Float64Array(rows);
  }

  knows(row: number, column: number, volts: number, seconds: number): boolean {
    return !Number.isNaN(this.pulses.direction(this.cellAt(row, column), volts, seconds));
  }

  pulse(row: number, column: number, volts: number, seconds: number): void {
    const cell = this.cellAt(row, column);
    (volts > 0 ? this.positive : this.negative)[cell]++;
    const direction = this.pulses.direction(cell, volts, seconds);
    if (Number.isNaN(direction)) this.unknown[cell]++;
    if (!direction || this.faults.still[cell]) return;
    this.collect(cell, direction);
  }

  private collect(cell: number, pulses: number): void {
    const { train } = this;
    if (train.count > 0 && (train.device[0] !== cell || train.pulses[0] * pulses < 0)) this.applyCollected();
    if (train.count === 0) train.add(cell, 0);
    train.pulses[0] += pulses;
  }

  exceeds(row: number, column: number, volts: number, amperes: number): boolean {
    const cell = this.cellAt(row, column);
    // If the whole window is below the limit, the cell need not be read, and the train remains one update.
    const maximum = Number.isNaN(this.faults.instead[cell]) ? this.bank.highest[cell] : Infinity;
    if (Math.abs(volts) * maximum <= amperes) return false;
    this.applyCollected();
    return Math.abs(volts) * this.conductanceOf(cell) > amperes;
  }

  current(column: number, volts: Float64Array, samples: number, seconds = 0): number {
    this.applyCollected();
    this.amplifier.random.normals(this.normal, 1);
    let amperes = (this.amplifier.amperes / Math.sqrt(samples)) * this.normal[0];
    const driven = this.listDriven(column, volts);
    this.bank.readNoise?.read(this.driven, this.deviation, driven);
    for (let i = 0; i < driven; i++) {
      const cell = this.driven[i];
      const noisy = this.bank.readNoise && Number.isNaN(this.faults.instead[cell]);
      amperes +=
        volts[(cell - column) / this.columns] * (this.conductanceOf(cell) + (noisy ? this.deviation[i] : 0));
    }
    this.disturb(column, volts, seconds, driven);
    return amperes;
  }

  /** A long reading at a high voltage does as much as pulses, and counts as such. */
  private disturb(column: number, volts: Float64Array, seconds: number, driven: number): void {
    for (let i = 0; i < driven; i++) {
      const cell = this.driven[i];
      const row = (cell - column) / this.columns;
      this.disturbed[cell] += this.pulses.equivalent(cell, volts[row], seconds);
      const whole = Math.trunc(this.disturbed[cell]);
      if (whole === 0) continue;
      this.disturbed[cell] -= whole;
      (volts[row] > 0 ? this.positive : this.negative)[cell] += Math.abs(whole);
      if (!this.faults.still[cell]) this.collect(cell, whole);
    }
  }

  /** The conductances that a perfect instrument would measure, row-major, siemens. */
  conductances(): Float64Array {
    this.applyCollected();
    return this.bank.conductance.map((_, cell) => this.conductanceOf(cell));
  }

  /** Applies the collected pulses to the bank. */
  private applyCollected(): void {
    if (this.train.count === 0) return;
    this.bank.pulse(this.train);
    this.train.clear();
  }

  private listDriven(column: number, volts: Float64Array): number {
    let driven = 0;
    for (let row = 0; row < this.rows; row++)
      if (volts[row] !== 0) this.driven[driven++] = this.cellAt(row, column);
    return driven;
  }

  private conductanceOf(cell: number): number {
    const instead = this.faults.instead[cell];
    return Number.isNaN(instead) ? this.bank.conductance[cell] : instead;
  }

  private cellAt(row: number, column: number): number {
    return row * this.columns + column;
  }
}
