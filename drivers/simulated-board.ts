import type { DeviceBank } from '../devices/device-bank.js';
import { RunError } from '../src/core/errors.js';
import type { ReadBatch } from '../src/core/read-batch.js';
import type { UpdateBatch } from '../src/core/update-batch.js';
import type { Board } from './board.js';

/** A device bank, wired as rows × columns. It answers in the call and allocates nothing. */
export class SimulatedBoard implements Board {
  readonly rows: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product = 'in-memory';
  private gain: Float64Array;
  private unit = 1;
  /** what each device adds to its column for an input of one, amperes */
  private readonly current: Float64Array;
  /** the devices that a read looks at, and how far read noise takes each, siemens */
  private readonly seen: Uint32Array;
  private readonly deviation: Float64Array;

  constructor(
    private readonly bank: DeviceBank,
    readonly columns: number,
  ) {
    if (!(columns > 0) || bank.size % columns !== 0) {
      throw new RunError(
        `a board of ${columns} columns needs a whole number of rows, got ${bank.size} devices`,
      );
    }
    this.size = bank.size;
    this.rows = bank.size / columns;
    this.lowest = bank.lowest;
    this.highest = bank.highest;
    this.gain = new Float64Array(bank.size);
    this.current = new Float64Array(bank.size);
    this.seen = new Uint32Array(bank.size);
    this.deviation = new Float64Array(bank.size);
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.gain = gain;
    this.unit = unit;
    for (let d = 0; d < this.size; d++) this.refresh(d);
  }

  program(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    for (let i = 0; i < batch.count; i++) this.refresh(batch.device[i]);
    this.read(batch);
  }

  read({ device, conductance, count }: UpdateBatch): void {
    const { conductance: present, readNoise } = this.bank;
    for (let i = 0; i < count; i++) conductance[i] = present[device[i]];
    if (!readNoise) return;
    readNoise.read(device, this.deviation, count);
    for (let i = 0; i < count; i++) conductance[i] += this.deviation[i];
  }

  multiply(batch: ReadBatch): void {
    const { row, input, amperes, count, columns, first } = batch;
    const { current } = this;
    for (let c = 0; c < columns; c++) amperes[c] = batch.reference * this.unit;
    for (let k = 0; k < count; k++) {
      const cell = row[k] * this.columns + first;
      const x = input[k];
      for (let c = 0; c < columns; c++) amperes[c] += x * current[cell + c];
    }
    if (this.bank.readNoise) this.disturb(batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private refresh(d: number): void {
    this.current[d] = this.gain[d] * (this.bank.conductance[d] - this.lowest[d]);
  }

  private disturb({ row, input, amperes, count, columns, first }: ReadBatch): void {
    const { seen, deviation, gain } = this;
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) seen[k * columns + c] = row[k] * this.columns + first + c;
    }
    this.bank.readNoise!.read(seen, deviation, count * columns);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) {
        const i = k * columns + c;
        amperes[c] += input[k] * gain[seen[i]] * deviation[i];
      }
    }
  }
}
