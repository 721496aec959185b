import type { DeviceBank } from '../../devices/device-bank.js';
import { RunError } from '../../src/core/errors.js';
import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { Board } from './board.js';

/** A device bank wired as rows × columns. It answers in the call and allocates nothing. */
export class SimulatedBoard implements Board {
  readonly rows: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product = 'in-memory';
  private gain: Float64Array;
  private unit = 1;
  /** current of each device into its column for an input of one, amperes */
  private readonly current: Float64Array;
  /** the devices of a read, and the read noise of each, siemens */
  private readonly seen: Uint32Array;
  private readonly deviation: Float64Array;
  /** the rows that a read drives, and their inputs; the inputs are zero between reads */
  private readonly row: Uint32Array;
  private readonly input: Float64Array;

  constructor(
    private readonly bank: DeviceBank,
    readonly columns: number,
  ) {
    if (!(columns > 0) || bank.size % columns !== 0) {
      throw new RunError(
        `a board of ${columns} columns needs a whole number of rows: got ${bank.size} devices`,
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
    this.row = new Uint32Array(this.rows);
    this.input = new Float64Array(this.rows);
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
    const { columns, amperes } = batch;
    const start = batch.reference[0] * this.unit;
    for (let c = 0; c < columns; c++) amperes[c] = start;
    for (let k = 0; k < batch.count; k++) {
      let c = 0;
      for (; c + 8 <= columns; c += 8) this.eightColumns(batch, k, c);
      for (; c < columns; c++) this.oneColumn(batch, k, c);
    }
    if (this.bank.readNoise) this.disturb(batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private oneColumn({ observation, factor, amperes, first }: ReadBatch, k: number, c: number): void {
    const { value, active, count } = observation[k];
    const { current, columns } = this;
    const column = first + c;
    let even = 0.0;
    let odd = 0.0;
    let i = 0;
    for (; i + 2 <= count; i += 2) {
      const row = active[i];
      const next = active[i + 1];
      even += value[row] * current[(row * columns + column) | 0];
      odd += value[next] * current[(next * columns + column) | 0];
    }
    if (i < count) even += value[active[i]] * current[(active[i] * columns + column) | 0];
    amperes[c] += factor[k] * (even + odd);
  }

  /** Eight neighbouring columns at once: sums in registers take a third of the time of sums in memory. */
  private eightColumns({ observation, factor, amperes, first }: ReadBatch, k: number, c: number): void {
    const { value, active, count } = observation[k];
    const share = factor[k];
    const { current, columns } = this;
    let s0 = amperes[c];
    let s1 = amperes[c + 1];
    let s2 = amperes[c + 2];
    let s3 = amperes[c + 3];
    let s4 = amperes[c + 4];
    let s5 = amperes[c + 5];
    let s6 = amperes[c + 6];
    let s7 = amperes[c + 7];
    for (let i = 0; i < count; i++) {
      const row = active[i];
      const cell = (row * columns + first + c) | 0;
      const x = share * value[row];
      s0 += x * current[cell];
      s1 += x * current[(cell + 1) | 0];
      s2 += x * current[(cell + 2) | 0];
      s3 += x * current[(cell + 3) | 0];
      s4 += x * current[(cell + 4) | 0];
      s5 += x * current[(cell + 5) | 0];
      s6 += x * current[(cell + 6) | 0];
      s7 += x * current[(cell + 7) | 0];
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

  private disturb(batch: ReadBatch): void {
    const { amperes, columns, first } = batch;
    const { seen, deviation, gain, input, row } = this;
    const count = this.combine(batch);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) seen[k * columns + c] = row[k] * this.columns + first + c;
    }
    this.bank.readNoise!.read(seen, deviation, count * columns);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) {
        const i = k * columns + c;
        amperes[c] += input[row[k]] * gain[seen[i]] * deviation[i];
      }
      input[row[k]] = 0;
    }
  }

  /** Lists each row that a read drives once, and adds up its inputs. */
  private combine({ observation, factor, count }: ReadBatch): number {
    const { input, row } = this;
    let driven = 0;
    for (let k = 0; k < count; k++) {
      const { value, active, count: cells } = observation[k];
      for (let i = 0; i < cells; i++) {
        const cell = active[i];
        const x = factor[k] * value[cell];
        if (x === 0) continue;
        if (input[cell] === 0) row[driven++] = cell;
        input[cell] += x;
      }
    }
    return driven;
  }
}
