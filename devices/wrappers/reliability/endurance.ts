import type { RandomStream } from '../../../src/core/random-stream.js';
import type { Settings } from '../../../src/core/setting.js';
import type { UpdateBatch } from '../../../src/core/update-batch.js';
import type { DeviceBank } from '../../device-bank.js';
import type { ReliabilityKind } from '../reliability-kind.js';
import { WrappedBank } from '../wrapped-bank.js';
import { PinnedDevices } from './pinned-devices.js';

type Name = 'pulses' | 'power' | 'deathPulses' | 'deathDecades' | 'deadHigh';

/** More pulses than any device gets. */
const NEVER = 1e18;

/** Wear by pulses. */
export const endurance: ReliabilityKind<Name> = {
  meaning: 'devices wear out: the upper end of the window falls after many pulses, and devices die suddenly',
  settings: {
    pulses: {
      default: 1e6,
      minimum: 1,
      maximum: NEVER,
      meaning: 'pulses n₀ after which the window begins to close',
    },
    power: {
      default: 0.1,
      minimum: 0,
      maximum: 10,
      meaning: 'p: the resistance of the upper end grows as (n/n₀)ᵖ beyond n₀; 0 for none',
    },
    deathPulses: {
      default: 1e9,
      minimum: 1,
      maximum: NEVER,
      meaning: 'median number of pulses until a device dies',
    },
    deathDecades: {
      default: 0.5,
      minimum: 0,
      maximum: 5,
      meaning: 'standard deviation of log₁₀ of that number, from device to device',
    },
    deadHigh: {
      default: 0.5,
      minimum: 0,
      maximum: 1,
      meaning: 'share of dead devices that stay at the high-conductance end; the others stay at the low one',
    },
  },
  none: { power: 0, deathPulses: NEVER, deathDecades: 0 },
  wrap: (bank, settings, { random }) => new EnduranceBank(bank, settings, random),
};

/**
 * A bank whose devices wear out. Each device counts its pulses n, SET and RESET. Beyond n₀ the resistance of its upper end
 * grows, log₁₀ R = log₁₀ R₁ + p log₁₀(n/n₀) (form: Lammie et al., Semicond. Sci. Technol., 2021), so that it cannot go above
 * G1 (n/n₀)⁻ᵖ, down to G0. After a log-normal number of pulses it dies, and stays at one end of its window. Controllers
 * are not told: `highest` stays.
 */
class EnduranceBank extends WrappedBank {
  private readonly pulses: Float64Array;
  private readonly lifetime: Float64Array;
  private readonly diesHigh: Uint8Array;
  /** the present upper end of each device, siemens */
  private readonly limit: Float64Array;
  private readonly pinned: PinnedDevices;
  /** number of devices with a lower limit than at the start */
  private worn = 0;

  constructor(
    bank: DeviceBank,
    private readonly settings: Settings<Name>,
    random: RandomStream,
  ) {
    super(bank);
    const { deathPulses, deathDecades, deadHigh } = settings;
    this.pulses = new Float64Array(bank.size);
    this.lifetime = new Float64Array(bank.size);
    random.normals(this.lifetime, bank.size);
    this.lifetime.forEach((z, d) => (this.lifetime[d] = deathPulses * 10 ** (deathDecades * z)));
    this.diesHigh = Uint8Array.from({ length: bank.size }, () => +(random.uniform() < deadHigh));
    this.limit = bank.highest.slice();
    this.pinned = new PinnedDevices(bank);
    if (bank.rest) this.rest = (seconds, kelvin) => this.age(seconds, kelvin);
  }

  override pulse(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    this.wear(batch);
    if (this.worn + this.pinned.count > 0) this.adopt(batch);
  }

  override adopt(batch: UpdateBatch): void {
    const { conductance, limit, pinned } = this;
    if (this.worn > 0) {
      for (let i = 0; i < batch.count; i++) {
        const d = batch.device[i];
        if (conductance[d] > limit[d]) conductance[d] = limit[d]!;
      }
    }
    pinned.hold();
    this.bank.adopt?.(batch);
  }

  private wear({ device, pulses, count }: UpdateBatch): void {
    const { pulses: total, lifetime, limit, lowest, highest, pinned, diesHigh } = this;
    const { pulses: onset, power } = this.settings;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      total[d] += Math.abs(pulses[i]);
      if (total[d] >= lifetime[d] && !pinned.has(d)) pinned.pin(d, diesHigh[d] === 1);
      if (power === 0 || total[d] <= onset) continue;
      if (limit[d] === highest[d]) this.worn++;
      limit[d] = Math.max(lowest[d], highest[d] * Math.pow(total[d] / onset, -power));
    }
  }

  private age(seconds: number, kelvin: number): void {
    this.bank.rest!(seconds, kelvin);
    if (this.worn + this.pinned.count > 0) this.adopt(this.all);
  }
}
