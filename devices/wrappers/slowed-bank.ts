import { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';
import { WrappedBank } from './wrapped-bank.js';

/**
 * A bank that knows only whole pulses at the voltage with which it was measured, given pulses at a share s of it. By the law of
 * half-select disturb, such a pulse counts as 10^(−(1 − s) decades) of a whole one. The bank gets whole pulses; what is left
 * of one, at most a half, is kept for the next update of the device. So its moves are right to half a pulse.
 */
export class SlowedBank extends WrappedBank {
  override readonly heedsShares = true;
  private readonly given: UpdateBatch;
  /** of a pulse, for each device; negative for RESET */
  private readonly left: Float64Array;
  private readonly slope: number;

  /** @param decades by which switching would be slower without any voltage */
  constructor(bank: DeviceBank, decades: number) {
    super(bank);
    this.given = new UpdateBatch(bank.size);
    this.left = new Float64Array(bank.size);
    this.slope = decades * Math.LN10;
  }

  override pulse(batch: UpdateBatch): void {
    const { shares, device, delta, direction, pulses, count } = batch;
    if (shares === undefined) return this.bank.pulse(batch);
    const { given, left, slope } = this;
    given.count = count;
    given.shapes = batch.shapes;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const m = pulses[i];
      given.device[i] = d;
      given.delta[i] = delta[i]!;
      // A pulse that is lost has a direction still: the device is touched.
      given.direction[i] = direction[i] || Math.sign(m);
      let whole = m;
      if (m !== 0 && shares[i] !== 1) {
        const counts = left[d] + m * Math.exp(slope * (shares[i] - 1));
        whole = Math.round(counts);
        left[d] = counts - whole;
      }
      given.pulses[i] = whole;
    }
    this.bank.pulse(given);
  }
}
