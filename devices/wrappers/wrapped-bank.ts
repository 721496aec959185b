import { UpdateBatch } from '../../src/core/update-batch.js';
import type { BankReadStress, DeviceBank } from '../device-bank.js';

/** A bank around another one that passes everything on. Its children change one thing each. */
export class WrappedBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly readNoise?: NonNullable<DeviceBank['readNoise']>;
  readonly anyShape: boolean;
  readonly heedsShares: boolean;
  readStress?: BankReadStress;
  rest?: NonNullable<DeviceBank['rest']>;
  /** the whole bank as a batch, to adopt it */
  protected readonly all: UpdateBatch;

  constructor(protected readonly bank: DeviceBank) {
    this.size = bank.size;
    this.conductance = bank.conductance;
    this.lowest = bank.lowest;
    this.highest = bank.highest;
    if (bank.readNoise) this.readNoise = bank.readNoise;
    if (bank.readStress) this.readStress = bank.readStress;
    this.anyShape = bank.anyShape ?? false;
    this.heedsShares = bank.heedsShares ?? false;
    if (bank.rest) this.rest = bank.rest.bind(bank);
    this.all = new UpdateBatch(bank.size);
    for (let d = 0; d < bank.size; d++) this.all.add(d, 0);
  }

  pulse(batch: UpdateBatch): void {
    this.bank.pulse(batch);
  }

  adopt(batch: UpdateBatch): void {
    this.bank.adopt?.(batch);
  }
}
