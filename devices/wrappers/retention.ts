import { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';

/** Boltzmann's constant, electronvolts a kelvin. */
const BOLTZMANN = 8.617333e-5;

/** How long devices keep what they hold. */
export interface Retention {
  /** time after which 1/e of the distance to the relaxed state is left, at `kelvin` */
  readonly seconds: number;
  readonly kelvin: number;
  /** activation energy: about 1.2 to 1.6 eV in HfO2 */
  readonly electronvolts: number;
}

/**
 * Any bank, with devices that lose what they hold while nothing happens: each relaxes toward the lower end of its window,
 * G − G0 ∝ exp(−t/τ), with an activated time τ(T) = τ₁ exp(Eₐ/k (1/T − 1/T₁)). The law of retention times is that of
 * HfO2 devices, whose activation energy is that of switching (doi:10.1016/j.mee.2017.04.032).
 */
export class RetentionBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly readNoise?: NonNullable<DeviceBank['readNoise']>;
  readonly anyShape: boolean;
  /** the whole bank as a batch, for a bank that keeps its state elsewhere */
  private readonly all: UpdateBatch;

  constructor(
    private readonly bank: DeviceBank,
    private readonly retention: Retention,
  ) {
    this.size = bank.size;
    this.conductance = bank.conductance;
    this.lowest = bank.lowest;
    this.highest = bank.highest;
    if (bank.readNoise) this.readNoise = bank.readNoise;
    this.anyShape = bank.anyShape ?? false;
    this.all = new UpdateBatch(bank.size);
    for (let d = 0; d < bank.size; d++) this.all.add(d, 0);
  }

  pulse(batch: UpdateBatch): void {
    this.bank.pulse(batch);
  }

  adopt(batch: UpdateBatch): void {
    this.bank.adopt?.(batch);
  }

  rest(seconds: number, kelvin: number): void {
    const { bank, conductance, lowest, retention } = this;
    bank.rest?.(seconds, kelvin);
    const activation = retention.electronvolts / BOLTZMANN;
    const constant = retention.seconds * Math.exp(activation * (1 / kelvin - 1 / retention.kelvin));
    const kept = Math.exp(-seconds / constant);
    for (let d = 0; d < this.size; d++) conductance[d] = lowest[d] + kept * (conductance[d] - lowest[d]);
    bank.adopt?.(this.all);
  }
}
