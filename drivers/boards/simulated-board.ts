import type { Circuit, MakeCircuit } from '../../devices/array/circuit.js';
import { IdealWires } from '../../devices/array/ideal-wires.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { DrivenLines } from '../../devices/noise/driven-lines.js';
import { SummedReads } from '../../devices/noise/summed-reads.js';
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
  /** the read noise of each device of a read, siemens */
  private readonly deviation: Float64Array;
  /** what a product drives, and the input of each line while it is listed; zero between products */
  private readonly lines: DrivenLines;
  private readonly input: Float64Array;
  /** for read noise that knows no products */
  private readonly summed?: SummedReads;

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
    this.deviation = new Float64Array(bank.readNoise ? bank.size : 0);
    const lines = Math.max(this.rows, columns);
    this.lines = new DrivenLines(lines, bank.size);
    this.input = new Float64Array(lines);
    if (bank.readNoise && !bank.readNoise.product) this.summed = new SummedReads(bank.size);
    this.anyShape = bank.anyShape ?? false;
    this.circuit = wires(bank, columns);
    if (bank.rest) this.rest = this.resting();
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.lines.gain = gain;
    this.circuit.calibrate(gain, unit);
  }

  program(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    this.circuit.refresh(batch.device, batch.count);
    this.read(batch);
  }

  read({ device, conductance, count }: UpdateBatch): void {
    const { conductance: present, readNoise, readStress } = this.bank;
    readStress?.read(device, count);
    for (let i = 0; i < count; i++) conductance[i] = present[device[i]];
    if (!readNoise) return;
    readNoise.read(device, this.deviation, count);
    for (let i = 0; i < count; i++) conductance[i] += this.deviation[i];
  }

  multiply(batch: ReadBatch): void {
    const { readNoise, readStress } = this.bank;
    this.circuit.multiply(batch);
    if (!readNoise && !readStress) return;
    this.listDriven(batch);
    readStress?.product(this.lines, batch.columns);
    if (readNoise) this.disturb(batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Adds what the read noise of each driven device makes of its voltage, to first order: it does not change the voltage on others. */
  private disturb(batch: ReadBatch): void {
    const noise = this.bank.readNoise!;
    if (noise.product) noise.product(this.lines, batch.amperes);
    else this.summed!.add(noise, this.lines, batch.amperes);
  }

  /** Lists each line that a product drives once, with the sum of its inputs. */
  private listDriven({ observation, factor, count, first, transposed }: ReadBatch): void {
    const { input, lines, columns } = this;
    const { first: driven } = lines;
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
    for (let k = 0; k < listed; k++) {
      const cell = driven[k];
      lines.input[k] = input[cell]!;
      input[cell] = 0;
      driven[k] = transposed ? first * columns + cell : cell * columns + first;
    }
    lines.count = listed;
    lines.stride = transposed ? columns : 1;
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
