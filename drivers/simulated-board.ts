import type { DeviceBank } from '../devices/device-bank.js';
import type { ReadNoise } from '../devices/read-noise.js';
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
  private readonly cell: Uint32Array;
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
    this.cell = new Uint32Array(bank.size);
    this.deviation = new Float64Array(bank.size);
  }

  program(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    this.read(batch);
  }

  read(batch: UpdateBatch): void {
    const { device, conductance, count } = batch;
    const { conductance: present, readNoise } = this.bank;
    for (let i = 0; i < count; i++) conductance[i] = present[device[i]]!;
    if (!readNoise) return;
    readNoise.read(device, this.deviation, count);
    for (let i = 0; i < count; i++) conductance[i] += this.deviation[i];
  }

  multiply(batch: ReadBatch): void {
    const { row, volts, amperes, count, columns, first } = batch;
    const { conductance, lowest, readNoise } = this.bank;
    for (let c = 0; c < columns; c++) amperes[c] = batch.referenceAmperes;
    for (let k = 0; k < count; k++) {
      const cell = row[k] * this.columns + first;
      const drive = k * columns;
      for (let c = 0; c < columns; c++) {
        amperes[c] += volts[drive + c] * (conductance[cell + c] - lowest[cell + c]);
      }
    }
    if (readNoise) this.disturb(readNoise, batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private disturb(readNoise: ReadNoise, { row, volts, amperes, count, columns, first }: ReadBatch): void {
    const { cell, deviation } = this;
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) cell[k * columns + c] = row[k] * this.columns + first + c;
    }
    readNoise.read(cell, deviation, count * columns);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) amperes[c] += volts[k * columns + c] * deviation[k * columns + c];
    }
  }
}
