import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * A scheme with averaged products: each product that the learner asks for is the mean of m products. White read noise
 * falls with √m; 1/f-like and accumulating noise do not.
 * Cost: every product is m products.
 */
export class AveragedProducts implements UpdateScheme {
  private readonly sum: Float64Array;

  /** @param reads m; @param columns maximum number of columns of a product */
  constructor(
    private readonly scheme: UpdateScheme,
    private readonly reads: number,
    columns: number,
  ) {
    this.sum = new Float64Array(columns);
  }

  async prepare(): Promise<void> {
    await this.scheme.prepare?.();
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    this.sum.fill(0);
    return this.further(batch, 0);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    return this.scheme.apply(batch);
  }

  private further(batch: ReadBatch, done: number): void | Promise<void> {
    for (let k = done; k < this.reads; k++) {
      const pending = this.scheme.multiply(batch);
      if (pending !== undefined) {
        return pending.then(() => {
          this.add(batch);
          return this.further(batch, k + 1);
        });
      }
      this.add(batch);
    }
    for (let c = 0; c < batch.columns; c++) batch.output[c] = this.sum[c] / this.reads;
    return undefined;
  }

  private add({ output, columns }: ReadBatch): void {
    for (let c = 0; c < columns; c++) this.sum[c] += output[c];
  }
}
