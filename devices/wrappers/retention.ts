import type { DeviceBank } from '../device-bank.js';
import { WrappedBank } from './wrapped-bank.js';

/** Boltzmann's constant, electronvolts a kelvin. */
export const BOLTZMANN = 8.617333e-5;

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
export class RetentionBank extends WrappedBank {
  override rest: NonNullable<DeviceBank['rest']>;

  constructor(
    bank: DeviceBank,
    private readonly retention: Retention,
  ) {
    super(bank);
    this.rest = (seconds, kelvin) => this.age(seconds, kelvin);
  }

  private age(seconds: number, kelvin: number): void {
    const { bank, conductance, lowest, retention } = this;
    bank.rest?.(seconds, kelvin);
    // At a heat that leaves no time constant, 0 s over it would be NaN.
    if (seconds === 0) return;
    const activation = retention.electronvolts / BOLTZMANN;
    const constant = retention.seconds * Math.exp(activation * (1 / kelvin - 1 / retention.kelvin));
    const kept = Math.exp(-seconds / constant);
    if (kept === 1) return;
    for (let d = 0; d < this.size; d++) conductance[d] = lowest[d] + kept * (conductance[d] - lowest[d]);
    bank.adopt?.(this.all);
  }
}
