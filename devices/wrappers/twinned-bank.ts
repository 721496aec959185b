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
  readonly readStress?: NonNullable<DeviceBank['readStress']>;
  readonly anyShape: boolean;
  readonly heedsShares: boolean;
  readonly rest?: NonNullable<DeviceBank['rest']>;
  /** how far each device has gone since the last `clear`, in units of its window */
  readonly moved: Float64Array;
  /** the same without noise */
  readonly pulled: Float64Array;
  /** where each device was after its last update, siemens */
  private readonly start: Float64Array;

  /** @param twin the same devices without noise; none where the bank is exact, and noise moves nothing */
  constructor(
    private readonly bank: DeviceBank,
    private readonly twin?: DeviceBank,
  ) {
    this.size = bank.size;
    this.conductance = bank.conductance;
    this.lowest = bank.lowest;
    this.highest = bank.highest;
    if (bank.readNoise) this.readNoise = bank.readNoise;
    if (bank.readStress) this.readStress = bank.readStress;
    this.anyShape = bank.anyShape ?? false;
    this.heedsShares = bank.heedsShares ?? false;
    if (bank.rest) this.rest = bank.rest.bind(bank);
    this.moved = new Float64Array(bank.size);
    this.pulled = new Float64Array(bank.size);
    this.start = bank.conductance.slice();
  }

  pulse(batch: UpdateBatch): void {
    const { device, count } = batch;
    const { bank, twin, start, conductance } = this;
    if (twin) {
      for (let i = 0; i < count; i++) {
        const d = device[i];
        twin.conductance[d] = start[d] = conductance[d]!;
      }
      twin.adopt?.(batch);
      twin.pulse(batch);
    }
    bank.pulse(batch);
    this.add(batch);
  }

  clear(): void {
    this.moved.fill(0);
    this.pulled.fill(0);
  }

  private add({ device, count }: UpdateBatch): void {
    const { start, conductance, lowest, highest, moved, pulled } = this;
    const without = (this.twin ?? this.bank).conductance;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const window = highest[d] - lowest[d];
      moved[d] += (conductance[d] - start[d]) / window;
      pulled[d] += (without[d] - start[d]) / window;
      start[d] = conductance[d]!;
    }
  }
}
