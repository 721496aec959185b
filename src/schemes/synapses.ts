import type { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';

/** Smaller sums are rounding errors, as in a crossbar. */
const ROUNDING = 1e-12;

/** Weights that consist of several devices, one in each array: w = Σ_k share_k w_k. */
export class Synapses {
  private readonly sum: Float64Array;
  private readonly reference = new Float64Array(1);

  constructor(
    readonly arrays: readonly Crossbar[],
    private readonly share: readonly number[],
  ) {
    this.sum = new Float64Array(Math.max(arrays[0].rows, arrays[0].columns));
  }

  /** Weighted sums of the batch's inputs: the sums of the arrays, each times its share. */
  multiply(batch: ReadBatch): void | Promise<void> {
    this.sum.fill(0);
    this.reference[0] = batch.reference[0];
    // All arrays share one reference row.
    batch.reference[0] = 0;
    return this.further(batch, 0);
  }

  /** Fills the batch's `weight` from the last readings. */
  note({ device, weight, count }: UpdateBatch): void {
    const { arrays, share } = this;
    for (let i = 0; i < count; i++) {
      weight[i] = 0;
      for (let k = 0; k < arrays.length; k++) weight[i] += share[k] * arrays[k].weight[device[i]];
    }
  }

  private further(batch: ReadBatch, from: number): void | Promise<void> {
    const { arrays, share } = this;
    for (let k = from; k < arrays.length; k++) {
      if (share[k] === 0) continue;
      const pending = arrays[k].multiply(batch);
      if (pending !== undefined) {
        return pending.then(() => {
          this.add(batch, k);
          return this.further(batch, k + 1);
        });
      }
      this.add(batch, k);
    }
    return this.finish(batch);
  }

  private add({ output, columns }: ReadBatch, k: number): void {
    for (let c = 0; c < columns; c++) this.sum[c] += this.share[k] * output[c];
  }

  private finish(batch: ReadBatch): void {
    const { sum, reference } = this;
    batch.reference[0] = reference[0];
    for (let c = 0; c < batch.columns; c++) {
      const total = sum[c] + reference[0];
      batch.output[c] = Math.abs(total) < ROUNDING ? 0 : total;
    }
  }
}
