import type { DeviceBank } from '../../device-bank.js';
import { WrappedBank } from '../wrapped-bank.js';

/**
 * A bank whose devices creep toward an end of their window by small stresses. A dose is a time over the time that a full SET
 * or RESET takes at that voltage. It acts when time next passes: what is left to the end falls by exp(−dose).
 */
export abstract class StressedBank extends WrappedBank {
  override rest: NonNullable<DeviceBank['rest']>;

  constructor(bank: DeviceBank) {
    super(bank);
    this.rest = (seconds, kelvin) => {
      bank.rest?.(seconds, kelvin);
      this.act();
    };
  }

  /** Takes up the doses so far. */
  protected abstract act(): void;

  /** Moves device `d` by a dose, toward SET if it is positive, and toward RESET if it is negative. */
  protected creep(d: number, dose: number): void {
    const { conductance, lowest, highest } = this;
    const end = dose > 0 ? highest[d] : lowest[d];
    conductance[d] = end - (end - conductance[d]) * Math.exp(-Math.abs(dose));
  }
}
