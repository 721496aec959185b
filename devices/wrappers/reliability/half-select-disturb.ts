import type { Settings } from '../../../src/core/setting.js';
import type { UpdateBatch } from '../../../src/core/update-batch.js';
import type { DeviceBank } from '../../device-bank.js';
import type { ReliabilityKind, UnreliableArray } from '../reliability-kind.js';
import { StressedBank } from './stressed-bank.js';

type Name = 'volts' | 'divisor' | 'pulses' | 'millivoltsPerDecade';

/** Half-select disturb, with the SET times of JART VCM v1b at 0.6 and 1.2 V. */
export const halfSelectDisturb: ReliabilityKind<Name> = {
  meaning: 'each write moves the other devices of its row and its column a little the same way',
  settings: {
    volts: { default: 1.2, minimum: 0.01, maximum: 1e4, meaning: 'V of a write' },
    divisor: {
      default: 2,
      minimum: 2,
      maximum: 3,
      whole: true,
      meaning: 'half-selected devices get V/2 or V/3; with wires, their scheme says what devices get',
    },
    pulses: { default: 200, minimum: 1, maximum: 1e9, meaning: 'pulses that switch a device at the full V' },
    millivoltsPerDecade: {
      default: 75.3,
      minimum: 1,
      maximum: 1e4,
      meaning: 'so many millivolts less make switching ten times as slow; 57 to 80 in JART',
    },
  },
  none: { volts: 1e4, millivoltsPerDecade: 1 },
  wrap: (bank, settings, array) => new HalfSelectedBank(bank, settings, array),
};

/**
 * A bank whose devices feel writes to others. A pulse of V is 1/N of a full switch; at a share a of V it is
 * 10^(−(1 − a) V / decade) of that: a factor of 9.4e7 at 1.2 V and V/2. SET pulses move toward SET, RESET pulses toward
 * RESET. With ideal wires the other devices of the row and the column get V/2 or V/3, and all others nothing: their −V/3 has
 * the other polarity, and is left out. Pulses of other shapes count like those of `volts`.
 */
class HalfSelectedBank extends StressedBank {
  private readonly columns: number;
  /** doses of each row, each column, and of each device on itself; negative for RESET */
  private readonly row: Float64Array;
  private readonly column: Float64Array;
  private readonly own: Float64Array;
  /** dose of a half-selected pulse */
  private readonly half: number;

  constructor(
    bank: DeviceBank,
    private readonly settings: Settings<Name>,
    private readonly array: UnreliableArray,
  ) {
    super(bank);
    this.columns = array.columns;
    this.row = new Float64Array(bank.size / array.columns);
    this.column = new Float64Array(array.columns);
    this.own = new Float64Array(bank.size);
    this.half = this.doseAt(1 / settings.divisor);
  }

  override pulse(batch: UpdateBatch): void {
    this.bank.pulse(batch);
    if (this.array.writeShares) this.addByShares(batch, this.array.writeShares);
    else this.addByLines(batch);
  }

  protected act(): void {
    const { row, column, own, columns } = this;
    let moved = false;
    for (let r = 0; r < row.length; r++) {
      for (let c = 0; c < columns; c++) {
        const d = r * columns + c;
        const dose = row[r] + column[c] - own[d];
        if (dose === 0) continue;
        this.creep(d, dose);
        moved = true;
      }
    }
    if (!moved) return;
    row.fill(0);
    column.fill(0);
    own.fill(0);
    this.bank.adopt?.(this.all);
  }

  private addByLines({ device, pulses, count }: UpdateBatch): void {
    const { row, column, own, half, columns } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const dose = pulses[i] * half;
      const r = (d / columns) | 0;
      row[r] += dose;
      column[d - r * columns] += dose;
      own[d] += 2 * dose;
    }
  }

  /** The written device itself has no dose: its pulses act on it anyway. */
  private addByShares(
    { device, pulses, count }: UpdateBatch,
    shares: (written: number) => Float64Array,
  ): void {
    const { own } = this;
    for (let i = 0; i < count; i++) {
      if (pulses[i] === 0) continue;
      const share = shares(device[i]);
      for (let d = 0; d < own.length; d++) {
        if (d !== device[i] && share[d] > 0) own[d] -= pulses[i] * this.doseAt(share[d]);
      }
    }
  }

  /** Dose of a pulse at a share of the voltage of a write. */
  private doseAt(share: number): number {
    const { volts, pulses, millivoltsPerDecade } = this.settings;
    return Math.pow(10, (-1000 * (1 - share) * volts) / millivoltsPerDecade) / pulses;
  }
}
