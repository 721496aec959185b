import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';

/**
 * A bank beside a twin of it without noise, which starts every update from where the bank is: how far the pulses alone
 * would have taken each device, beside how far it went (ε1 and ε2 of doi:10.1038/s42256-025-01149-w, Fig. 3).
 */
export class TwinnedBank implements DeviceBank {
  readonly size: number;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly readNoise?: NonNullable<DeviceBank['readNoise']>;
  /** how far each device has gone since the last `clear`, in units of its window */
  readonly moved: Float64Array;
  /** the same without noise */
  readonly pulled: Float64Array;
  private readonly start: Float64Array;

  constructor(
    private readonly bank: DeviceBank,
    private readonly twin: DeviceBank,
  ) {
    this.size = bank.size;
    this.conductance = bank.conductance;
    this.lowest = bank.lowest;
    this.highest = bank.highest;
    if (bank.readNoise) this.readNoise = bank.readNoise;
    this.moved = new Float64Array(bank.size);
    this.pulled = new Float64Array(bank.size);
    this.start = new Float64Array(bank.size);
  }

  pulse(batch: UpdateBatch): void {
    const { device, count } = batch;
    const { bank, twin, start, conductance } = this;
    for (let i = 0; i < count; i++) {
      start[i] = conductance[device[i]]!;
      twin.conductance[device[i]] = start[i]!;
    }
    twin.adopt?.(batch);
    twin.pulse(batch);
    bank.pulse(batch);
    this.add(batch);
  }

  clear(): void {
    this.moved.fill(0);
    this.pulled.fill(0);
  }

  private add({ device, count }: UpdateBatch): void {
    const { start, conductance, twin, lowest, highest, moved, pulled } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const window = highest[d] - lowest[d];
      moved[d] += (conductance[d] - start[i]) / window;
      pulled[d] += (twin.conductance[d] - start[i]) / window;
    }
  }
}
