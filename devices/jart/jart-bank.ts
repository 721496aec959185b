import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';
import type { JartArray } from './jart-array.js';

/**
 * A bank of deterministic cells of JART VCM v1b, all alike. The state is ln N of each disc; the conductance is I/V at the read voltage.
 * Pulses may have any shape, in the sign of memloop: positive volts set. Of a direction it knows nothing: zero pulses change nothing.
 */
export class JartBank implements DeviceBank {
  readonly anyShape = true;
  readonly heedsShares = true;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** ln N of each disc, N in 1e26 m⁻³ */
  readonly lnN: Float64Array;

  constructor(
    private readonly array: JartArray,
    readonly size: number,
  ) {
    const { reads } = array;
    const [lowest, highest] = reads.ends;
    this.lowest = new Float64Array(size).fill(lowest);
    this.highest = new Float64Array(size).fill(highest);
    this.conductance = this.lowest.slice();
    this.lnN = new Float64Array(size).fill(reads.lowest);
  }

  pulse(batch: UpdateBatch): void {
    const { device, pulses, count, shapes, shares } = batch;
    if (shares !== undefined) return this.pulseAt(batch, shares);
    const { array, lnN, conductance } = this;
    const { programming, tables, reads } = array;
    const set = tables.of(shapes?.set ?? programming.set);
    const reset = tables.of(shapes?.reset ?? programming.reset);
    for (let i = 0; i < count; i++) {
      const m = pulses[i];
      if (m === 0) continue;
      const d = device[i];
      if (m > 0) set.move(lnN, d, m);
      else reset.move(lnN, d, -m);
      reads.read(lnN, conductance, d);
    }
  }

  /** Pulses of which each device gets a share of the voltage. */
  private pulseAt({ device, pulses, count, shapes }: UpdateBatch, shares: Float64Array): void {
    const { array, lnN, conductance } = this;
    const { programming, tables, reads } = array;
    const set = tables.sharesOf(shapes?.set ?? programming.set);
    const reset = tables.sharesOf(shapes?.reset ?? programming.reset);
    for (let i = 0; i < count; i++) {
      const m = pulses[i];
      if (m === 0) continue;
      const d = device[i];
      if (m > 0) set.move(lnN, d, m, shares, i);
      else reset.move(lnN, d, -m, shares, i);
      reads.read(lnN, conductance, d);
    }
  }

  adopt({ device, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) this.array.reads.adopt(this.conductance, this.lnN, device[i]);
  }
}
