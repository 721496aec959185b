import type { DeviceBank } from '../../device-bank.js';

/** The devices of a bank that hold one conductance for good. */
export class PinnedDevices {
  private readonly device: Uint32Array;
  private readonly siemens: Float64Array;
  private readonly pinned: Uint8Array;
  count = 0;

  constructor(private readonly bank: Pick<DeviceBank, 'size' | 'conductance' | 'lowest' | 'highest'>) {
    this.device = new Uint32Array(bank.size);
    this.siemens = new Float64Array(bank.size);
    this.pinned = new Uint8Array(bank.size);
  }

  /** Whether device `d` is pinned. */
  has(d: number): boolean {
    return this.pinned[d] === 1;
  }

  /** Pins device `d` at the upper or the lower end of its window. */
  pin(d: number, isHigh: boolean): void {
    const { lowest, highest } = this.bank;
    this.pinned[d] = 1;
    this.device[this.count] = d;
    this.siemens[this.count++] = isHigh ? highest[d] : lowest[d];
  }

  /** Puts every pinned device back to where it is pinned. */
  hold(): void {
    const { device, siemens, count, bank } = this;
    for (let i = 0; i < count; i++) bank.conductance[device[i]] = siemens[i]!;
  }
}
