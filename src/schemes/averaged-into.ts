import type { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';

/** Averages several reads of a batch's devices into `out`, row by row. Not for the hot path. */
export async function averagedInto(
  out: Float64Array,
  crossbar: Crossbar,
  batch: UpdateBatch,
  reads: number,
): Promise<void> {
  out.fill(0, 0, batch.count);
  for (let k = 0; k < reads; k++) {
    await crossbar.read(batch);
    for (let i = 0; i < batch.count; i++) out[i] += batch.weight[i] / reads;
  }
}
