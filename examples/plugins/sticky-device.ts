// A device model of one file: every pulse goes the same share of the way to the end, and some pulses do nothing.
import {
  windowEnds,
  type DeviceBank,
  type DeviceKind,
  type RandomStream,
  type UpdateBatch,
} from 'memloop/devices';
import { definePlugin } from 'memloop/experiment';

/** Conductances that approach the ends of their windows exponentially: ΔG = ± rate (end − G), unless a pulse sticks. */
class StickyBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  private readonly drawn = new Float64Array(1);

  constructor(
    readonly lowest: Float64Array,
    readonly highest: Float64Array,
    private readonly rate: number,
    private readonly sticking: number,
    private readonly random: RandomStream,
  ) {
    this.size = lowest.length;
    this.conductance = lowest.slice();
  }

  pulse({ device, pulses, count }: UpdateBatch): void {
    const { conductance, lowest, highest, rate, sticking, drawn } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i]!;
      const n = pulses[i]!;
      const end = (n > 0 ? highest : lowest)[d]!;
      for (let p = Math.abs(n); p > 0; p--) {
        this.random.uniforms(drawn, 1);
        if (drawn[0]! >= sticking) conductance[d] = conductance[d]! + rate * (end - conductance[d]!);
      }
    }
  }
}

const sticky: DeviceKind<'pulses' | 'sticking'> = {
  meaning: 'exponential steps, some of which stick',
  settings: {
    pulses: { default: 50, minimum: 5, maximum: 1000, whole: true, meaning: 'N: 90 % of the window' },
    sticking: { default: 0.1, minimum: 0, maximum: 0.9, meaning: 'share of pulses that do nothing' },
  },
  noise: 'own',
  make: (parts, { pulses, sticking }) => ({
    range: new Int32Array(parts.placed.length).fill(pulses),
    bank: (random) =>
      new StickyBank(
        windowEnds(parts, 'lowestSiemens'),
        windowEnds(parts, 'highestSiemens'),
        1 - 0.1 ** (1 / pulses),
        parts.noisy ? sticking : 0,
        random('sticking pulses'),
      ),
  }),
};

export default definePlugin({ devices: { sticky } });
