import type { Settings } from '../../../src/core/setting.js';
import type { DeviceBank } from '../../device-bank.js';
import type { DrivenLines } from '../../noise/driven-lines.js';
import type { ReliabilityKind } from '../reliability-kind.js';
import { StressedBank } from './stressed-bank.js';

type Name = 'readSeconds' | 'readVolts' | 'setSeconds' | 'millivoltsPerDecade';

/** Read disturb, with the SET times of JART VCM v1b at 0.2 and 0.3 V (293 K). */
export const readDisturb: ReliabilityKind<Name> = {
  meaning: 'each read moves the devices that it drives a little toward SET',
  settings: {
    readSeconds: { default: 1e-6, minimum: 0, maximum: 1e6, meaning: 'how long a read lasts, seconds' },
    readVolts: {
      default: 0.2,
      minimum: 0,
      maximum: 10,
      meaning: 'volts of a single read; products have their own',
    },
    setSeconds: {
      default: 1.25e5,
      minimum: 1e-12,
      maximum: 1e30,
      meaning: 'time in which a device would be set at `readVolts`, seconds',
    },
    millivoltsPerDecade: {
      default: 61.7,
      minimum: 1,
      maximum: 1e4,
      meaning: 'so many millivolts more make SET ten times as fast; 57 to 80 in JART',
    },
  },
  none: { readSeconds: 0 },
  wrap: (bank, settings) => (settings.readSeconds === 0 ? bank : new ReadDisturbedBank(bank, settings)),
};

/**
 * A bank whose devices feel reads. A read of t seconds at V > 0 adds the dose t / t_SET(V), with
 * log₁₀ t_SET(V) = log₁₀ t_SET(V_read) − (V − V_read) / decade. Voltages of RESET polarity do nothing: at read voltages RESET is
 * slower by many decades.
 */
class ReadDisturbedBank extends StressedBank {
  private readonly dose: Float64Array;
  /** dose of a single read */
  private readonly single: number;
  /** growth of the logarithm of a dose, 1/V */
  private readonly slope: number;

  constructor(
    bank: DeviceBank,
    private readonly settings: Settings<Name>,
  ) {
    super(bank);
    this.dose = new Float64Array(bank.size);
    this.single = settings.readSeconds / settings.setSeconds;
    this.slope = (1000 * Math.LN10) / settings.millivoltsPerDecade;
    const inner = bank.readStress;
    this.readStress = {
      read: (device, count) => {
        inner?.read(device, count);
        this.addReads(device, count);
      },
      product: (lines, sums) => {
        inner?.product(lines, sums);
        this.addProduct(lines, sums);
      },
    };
  }

  protected act(): void {
    const { dose } = this;
    let moved = false;
    for (let d = 0; d < dose.length; d++) {
      if (dose[d] === 0) continue;
      this.creep(d, dose[d]);
      dose[d] = 0;
      moved = true;
    }
    if (moved) this.bank.adopt?.(this.all);
  }

  private addReads(device: Uint32Array, count: number): void {
    const { dose, single } = this;
    for (let i = 0; i < count; i++) dose[device[i]] += single;
  }

  private addProduct({ first, input, gain, stride, count }: DrivenLines, sums: number): void {
    const { dose, single, slope } = this;
    const { readVolts } = this.settings;
    for (let k = 0; k < count; k++) {
      if (!(input[k] > 0)) continue;
      for (let c = 0; c < sums; c++) {
        const d = first[k] + c * stride;
        const volts = input[k] * gain[d];
        if (volts > 0) dose[d] += single * Math.exp(slope * (volts - readVolts));
      }
    }
  }
}
