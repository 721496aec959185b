import type { Circuit, MakeCircuit } from '../../devices/array/circuit.js';
import { IdealWires } from '../../devices/array/ideal-wires.js';
import type { Readout } from '../../devices/array/readout.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { DrivenLines } from '../../devices/noise/driven-lines.js';
import { SummedReads } from '../../devices/noise/summed-reads.js';
import { SlowedBank } from '../../devices/wrappers/slowed-bank.js';
import { RunError } from '../../src/core/errors.js';
import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { Board } from './board.js';

/** A device bank wired as rows × columns: wires, then read noise, then what reads the currents. It answers in the call and allocates nothing. */
export class SimulatedBoard implements Board {
  readonly rows: number;
  readonly size: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly product = 'in-memory';
  readonly anyShape: boolean;
  readonly rest?: NonNullable<Board['rest']>;
  readonly readout?: Readout;
  private readonly bank: DeviceBank;
  private readonly circuit: Circuit;
  /** of the voltage of writes, row by row of a batch; only where wires take some of it */
  private readonly shares?: Float64Array;
  /** the read noise of each device of a read, siemens */
  private readonly deviation: Float64Array;
  /** what a product drives */
  private readonly lines: DrivenLines;
  /** for read noise that knows no products */
  private readonly summed?: SummedReads;

  constructor(
    bank: DeviceBank,
    readonly columns: number,
    wires: MakeCircuit = idealWires,
    readout?: Readout,
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
    if (bank.readNoise && !bank.readNoise.product) this.summed = new SummedReads(bank.size);
    this.anyShape = bank.anyShape ?? false;
    if (readout) this.readout = readout;
    this.circuit = wires(bank, columns);
    const { drop } = this.circuit;
    if (drop) this.shares = new Float64Array(bank.size);
    this.bank = drop && !bank.heedsShares ? new SlowedBank(bank, drop.decades) : bank;
    if (bank.rest) this.rest = this.resting();
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.lines.gain = gain;
    this.circuit.calibrate(gain, unit);
    this.readout?.calibrate(gain, unit);
  }

  program(batch: UpdateBatch): void {
    batch.shares = this.shares;
    if (this.shares) this.circuit.drop!.find(batch, this.shares);
    this.bank.pulse(batch);
    this.circuit.refresh(batch.device, batch.count);
    this.read(batch);
  }

  read({ device, conductance, count }: UpdateBatch): void {
    const { conductance: present, readNoise, readStress } = this.bank;
    readStress?.read(device, count);
    if (this.circuit.read) this.circuit.read(device, conductance, count);
    else for (let i = 0; i < count; i++) conductance[i] = present[device[i]];
    if (readNoise) {
      readNoise.read(device, this.deviation, count);
      for (let i = 0; i < count; i++) conductance[i] += this.deviation[i];
    }
    this.readout?.read(device, conductance, count);
  }

  multiply(batch: ReadBatch): void {
    const { bank, circuit, lines, readout } = this;
    const { readNoise, readStress } = bank;
    circuit.multiply(batch);
    if (!readNoise && !readStress && !readout) return;
    lines.list(batch, this.columns);
    readStress?.product(lines, batch.columns);
    if (readNoise) this.disturb(batch);
    readout?.product(lines, batch);
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
