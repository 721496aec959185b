import { UsageError } from '../../../src/core/errors.js';
import type { Settings } from '../../../src/core/setting.js';
import type { DeviceBank } from '../../device-bank.js';
import type { NoisePart } from '../../noise/noise-kind.js';
import { NoisyBank } from '../noisy-bank.js';
import type { ReliabilityKind } from '../reliability-kind.js';
import { BOLTZMANN } from '../retention.js';

type Name = 'electronvolts' | 'perKelvin' | 'referenceKelvin';

/** Temperature of reads; magnitudes as the literature recalls them: 0.02 to 0.1 eV, and +1e-3/K. */
export const readTemperature: ReliabilityKind<Name> = {
  meaning: 'read currents depend on temperature: more at low conductance, a little less at high conductance',
  settings: {
    electronvolts: {
      default: 0.05,
      minimum: 0,
      maximum: 2,
      meaning: 'activation energy of the current at the low-conductance end',
    },
    perKelvin: {
      default: 1e-3,
      minimum: 0,
      maximum: 1e-2,
      meaning: 'relative growth of the resistance at the high-conductance end, 1/K',
    },
    referenceKelvin: {
      default: 298.15,
      minimum: 1,
      maximum: 1500,
      meaning: 'temperature at which the devices were measured',
    },
  },
  none: { electronvolts: 0, perKelvin: 0 },
  wrap: (bank, settings, { kelvin }) =>
    settings.electronvolts + settings.perKelvin === 0
      ? bank
      : new NoisyBank(bank, [new Heat(bank, settings, kelvin)]),
};

/**
 * What heat does to readings. A device of weight w between the ends of its window reads
 * G [(1 − w) exp(−Eₐ/k (1/T − 1/T₁)) + w / (1 + α (T − T₁))]: an activated current at the low end, a metallic one at the high
 * end. The state stays as it is.
 */
class Heat implements NoisePart {
  /** what the low and the high end are off by at the present temperature, as shares of G */
  private readonly off = new Float64Array(2);
  private readonly kelvin = new Float64Array(1);

  constructor(
    private readonly bank: DeviceBank,
    private readonly settings: Settings<Name>,
    kelvin: number,
  ) {
    this.elapse(0, kelvin);
  }

  elapse(_seconds: number, kelvin: number): void {
    if (kelvin === this.kelvin[0]) return;
    const { electronvolts, perKelvin, referenceKelvin } = this.settings;
    const resistance = 1 + perKelvin * (kelvin - referenceKelvin);
    if (!(resistance > 0))
      throw new UsageError(
        `temperature: got perKelvin ${perKelvin} at ${kelvin} K, ${Number((referenceKelvin - kelvin).toPrecision(6))} K below referenceKelvin, where no resistance is left: expected less than ${Number((1 / (referenceKelvin - kelvin)).toPrecision(3))} per kelvin`,
      );
    this.kelvin[0] = kelvin;
    this.off[0] = Math.expm1((-electronvolts / BOLTZMANN) * (1 / kelvin - 1 / referenceKelvin));
    this.off[1] = 1 / resistance - 1;
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { conductance, lowest, highest } = this.bank;
    const low = this.off[0];
    const high = this.off[1];
    if (low === 0 && high === 0) return;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const weight = (conductance[d] - lowest[d]) / (highest[d] - lowest[d]);
      deviation[i] += conductance[d] * (low + weight * (high - low));
    }
  }
}
