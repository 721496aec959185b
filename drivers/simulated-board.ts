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
    const { columns } = batch;
    let c = 0;
    for (; c + 8 <= columns; c += 8) this.eightColumns(batch, c);
    for (; c < columns; c++) this.oneColumn(batch, c);
    if (this.bank.readNoise) this.disturb(batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private oneColumn({ row, input, amperes, count, first, reference }: ReadBatch, c: number): void {
    const { current, columns } = this;
    const column = first + c;
    let even = reference * this.unit;
    let odd = 0;
    let k = 0;
    for (; k + 2 <= count; k += 2) {
      even += input[k] * current[row[k] * columns + column];
      odd += input[k + 1] * current[row[k + 1] * columns + column];
    }
    if (k < count) even += input[k] * current[row[k] * columns + column];
    amperes[c] = even + odd;
  }

  /** Eight neighbouring columns at a time: sums in registers cost a third of sums in memory. */
  private eightColumns({ row, input, amperes, count, first, reference }: ReadBatch, c: number): void {
    const { current, columns } = this;
    const start = reference * this.unit;
    let [s0, s1, s2, s3, s4, s5, s6, s7] = [start, start, start, start, start, start, start, start];
    for (let k = 0; k < count; k++) {
      const cell = row[k] * columns + first + c;
      const x = input[k];
      s0 += x * current[cell];
      s1 += x * current[cell + 1];
      s2 += x * current[cell + 2];
      s3 += x * current[cell + 3];
      s4 += x * current[cell + 4];
      s5 += x * current[cell + 5];
      s6 += x * current[cell + 6];
      s7 += x * current[cell + 7];
    }
    amperes[c] = s0;
    amperes[c + 1] = s1;
    amperes[c + 2] = s2;
    amperes[c + 3] = s3;
    amperes[c + 4] = s4;
    amperes[c + 5] = s5;
    amperes[c + 6] = s6;
    amperes[c + 7] = s7;
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
