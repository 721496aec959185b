import type { UpdateBatch } from '../core/update-batch.js';

/** What learning cost: a sum over the batches that pass by. */
export class Ledger {
  set = 0;
  reset = 0;
  updates = 0;

  note({ pulses, count }: UpdateBatch): void {
    this.updates += count;
    for (let i = 0; i < count; i++) {
      const n = pulses[i];
      if (n > 0) this.set += n;
      else this.reset -= n;
    }
  }
}
