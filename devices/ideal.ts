import type { DeviceBank } from './device-bank.js';
import { windowEnds, type DeviceKind } from './device-kind.js';

/**
 * Ideal memories: their conductance is what was last written, exactly. They know no pulses; `ExactCrossbar` writes
 * them. The reference that every memristor is compared with.
 */
export class IdealBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;

  constructor(
    readonly lowest: Float64Array,
    readonly highest: Float64Array,
  ) {
    this.size = lowest.length;
    this.conductance = lowest.slice();
  }

  pulse(): void {}
}

export const ideal: DeviceKind<never> = {
  meaning: 'exact memories, the reference',
  settings: {},
  noise: 'none',
  exact: true,
  make: (parts) => ({
    range: Int32Array.from(parts.placed, (fit) => parts.fits[fit].pulses),
    conditions: Array.from(parts.placed, (fit) => parts.fits[fit].conditions),
    bank: () => new IdealBank(windowEnds(parts, 'lowestSiemens'), windowEnds(parts, 'highestSiemens')),
  }),
};
