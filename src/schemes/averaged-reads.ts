import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { SelfCorrecting } from './self-correcting.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Feedback with averaged products: each product that the learner asks for is the mean of m products. White read noise
 * falls with √m; 1/f-like and accumulating noise do not.
 * Cost per update: |n| pulses, one read back; every product is m products.
 */
class AveragedReads implements UpdateScheme {
  private readonly sum: Float64Array;

  /** @param reads m; @param columns maximum number of columns of a product */
  constructor(
    private readonly feedback: UpdateScheme,
    private readonly reads: number,
    columns: number,
  ) {
    this.sum = new Float64Array(columns);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    this.sum.fill(0);
    return this.further(batch, 0);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    return this.feedback.apply(batch);
  }

  private further(batch: ReadBatch, done: number): void | Promise<void> {
    for (let k = done; k < this.reads; k++) {
      const pending = this.feedback.multiply(batch);
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

export const averagedReads: SchemeKind<'reads'> = {
  meaning: 'feedback on the mean of several reads',
  settings: {
    reads: {
      default: 4,
      minimum: 1,
      maximum: 1024,
      whole: true,
      meaning: 'number of reads that are averaged, m',
    },
  },
  share: oneDevice,
  words: 0,
  make: ({ arrays, pulses }, { reads }) =>
    new AveragedReads(new SelfCorrecting(arrays[0], pulses[0]), reads, arrays[0].columns),
};
