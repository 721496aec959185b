import type { Circuit, MakeCircuit } from '../../devices/array/circuit.js';
import { IdealWires } from '../../devices/array/ideal-wires.js';
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
  readonly anyShape: boolean;
  readonly rest?: NonNullable<Board['rest']>;
  private readonly circuit: Circuit;
  private gain: Float64Array;
  /** the devices of a read, and the read noise of each, siemens */
  private readonly seen: Uint32Array;
  private readonly deviation: Float64Array;
  /** the rows, or columns of a transposed product, that a read drives, and their inputs; the inputs are zero between reads */
  private readonly driven: Uint32Array;
  private readonly input: Float64Array;

  constructor(
    private readonly bank: DeviceBank,
    readonly columns: number,
    wires: MakeCircuit = idealWires,
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
    this.seen = new Uint32Array(bank.size);
    this.deviation = new Float64Array(bank.size);
    const lines = Math.max(this.rows, columns);
    this.driven = new Uint32Array(lines);
    this.input = new Float64Array(lines);
    this.anyShape = bank.anyShape ?? false;
    this.circuit = wires(bank, columns);
    if (bank.rest) this.rest = this.resting();
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.gain = gain;
    this.circuit.calibrate(gain, unit);
  }

  program(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    this.circuit.refresh(batch.device, batch.count);
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
    this.circuit.multiply(batch);
    if (this.bank.readNoise) this.disturb(batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Adds what the read noise of each driven device makes of its voltage, to first order: it does not change the voltage on others. */
  private disturb(batch: ReadBatch): void {
    const { amperes, columns, first, transposed } = batch;
    const { seen, deviation, gain, input, driven } = this;
    const count = this.combine(batch);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) {
        seen[k * columns + c] = transposed
          ? (first + c) * this.columns + driven[k]
          : driven[k] * this.columns + first + c;
      }
    }
    this.bank.readNoise!.read(seen, deviation, count * columns);
    for (let k = 0; k < count; k++) {
      for (let c = 0; c < columns; c++) {
        const i = k * columns + c;
        amperes[c] += input[driven[k]] * gain[seen[i]] * deviation[i];
      }
      input[driven[k]] = 0;
    }
  }

  /** Lists each row that a read drives once, and adds up its inputs. */
  private combine({ observation, factor, count }: ReadBatch): number {
    const { input, driven } = this;
    let listed = 0;
    for (let k = 0; k < count; k++) {
      const { value, active, count: cells } = observation[k];
      for (let i = 0; i < cells; i++) {
        const cell = active[i];
        const x = factor[k] * value[cell];
        if (x === 0) continue;
        if (input[cell] === 0) driven[listed++] = cell;
        input[cell] += x;
      }
    }
    return listed;
  }

  private resting(): NonNullable<Board['rest']> {
    const { bank, circuit } = this;
    const all = Uint32Array.from({ length: bank.size }, (_, d) => d);
    return (seconds, kelvin) => {
      bank.rest?.(seconds, kelvin);
      circuit.refresh(all, all.length);
    };
  }
}

const idealWires: MakeCircuit = (devices, columns) => new IdealWires(devices, columns);
