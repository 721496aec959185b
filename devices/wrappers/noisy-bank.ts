import { UpdateBatch } from '../../src/core/update-batch.js';
import type { BankReadNoise, BankReadStress, DeviceBank } from '../device-bank.js';
import type { DrivenLines } from '../noise/driven-lines.js';
import type { NoisePart } from '../noise/noise-kind.js';
import { SummedReads } from '../noise/summed-reads.js';

/** A bank with noises beside its model: after each batch, at each reading, and while time passes. It allocates nothing per call. */
export class NoisyBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly readNoise?: BankReadNoise;
  readonly readStress?: BankReadStress;
  readonly anyShape: boolean;
  readonly heedsShares: boolean;
  /** only where the bank or a noise changes with time */
  readonly rest?: NonNullable<DeviceBank['rest']>;
  private readonly writing: readonly NoisePart[];
  private readonly resting: readonly NoisePart[];
  private readonly elapsing: readonly NoisePart[];
  /** all devices, where time may change any of them */
  private readonly all: UpdateBatch;

  constructor(
    private readonly bank: DeviceBank,
    parts: readonly NoisePart[],
  ) {
    this.size = bank.size;
    this.conductance = bank.conductance;
    this.lowest = bank.lowest;
    this.highest = bank.highest;
    if (bank.readStress) this.readStress = bank.readStress;
    this.anyShape = bank.anyShape ?? false;
    this.heedsShares = bank.heedsShares ?? false;
    this.writing = parts.filter((part) => part.write);
    this.resting = parts.filter((part) => part.rest);
    this.elapsing = parts.filter((part) => part.elapse);
    const reading = parts.filter((part) => part.read);
    if (reading.length > 0) this.readNoise = new ReadNoises(bank.readNoise, reading, bank.size);
    else if (bank.readNoise) this.readNoise = bank.readNoise;
    this.all = new UpdateBatch(this.resting.length > 0 ? bank.size : 0);
    for (let d = 0; d < this.all.capacity; d++) this.all.add(d, 0);
    if (bank.rest || this.resting.length + this.elapsing.length > 0)
      this.rest = (seconds, kelvin) => this.age(seconds, kelvin);
  }

  pulse(batch: UpdateBatch): void {
    const { bank, writing } = this;
    bank.pulse(batch);
    if (writing.length === 0) return;
    for (let k = 0; k < writing.length; k++) writing[k].write!(batch);
    this.settle(batch);
  }

  adopt(batch: UpdateBatch): void {
    this.bank.adopt?.(batch);
  }

  /** The bank changes first, then the noises. */
  private age(seconds: number, kelvin: number): void {
    const { bank, resting, elapsing } = this;
    bank.rest?.(seconds, kelvin);
    for (let k = 0; k < elapsing.length; k++) elapsing[k].elapse!(seconds, kelvin);
    if (resting.length === 0) return;
    for (let k = 0; k < resting.length; k++) resting[k].rest!(seconds);
    this.settle(this.all);
  }

  /** Keeps the devices in their windows, and tells the bank where they are. */
  private settle(batch: UpdateBatch): void {
    const { conductance, lowest, highest } = this;
    for (let i = 0; i < batch.count; i++) {
      const d = batch.device[i];
      if (conductance[d] < lowest[d]) conductance[d] = lowest[d]!;
      else if (conductance[d] > highest[d]) conductance[d] = highest[d]!;
    }
    this.bank.adopt?.(batch);
  }
}

/** What a read sees of the bank's own noise and of the parts beside it. */
class ReadNoises implements BankReadNoise {
  /** only where the bank's own noise has products: the parts beside it know single reads */
  readonly product?: NonNullable<BankReadNoise['product']>;

  constructor(
    private readonly own: BankReadNoise | undefined,
    private readonly parts: readonly NoisePart[],
    size: number,
  ) {
    if (own?.product) this.product = this.productBeside(size);
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { own } = this;
    if (own) own.read(device, deviation, count);
    else deviation.fill(0, 0, count);
    this.readParts(device, deviation, count);
  }

  private productBeside(size: number): NonNullable<BankReadNoise['product']> {
    const summed = new SummedReads(size);
    const beside: Pick<BankReadNoise, 'read'> = {
      read: (device, deviation, count) => {
        deviation.fill(0, 0, count);
        this.readParts(device, deviation, count);
      },
    };
    return (lines: DrivenLines, amperes: Float64Array) => {
      this.own!.product!(lines, amperes);
      summed.add(beside, lines, amperes);
    };
  }

  private readParts(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { parts } = this;
    for (let k = 0; k < parts.length; k++) parts[k].read!(device, deviation, count);
  }
}
