import type { UpdateBatch } from '../core/update-batch.js';

/**
 * Drops updates of zero, and updates that push a weight beyond an end where it already is. A reading beyond the end is
 * noise and does not count.
 */
export function keepMovable(batch: UpdateBatch, weight: Float64Array): void {
  const { device, delta, count } = batch;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const change = delta[i];
    const present = weight[device[i]];
    device[kept] = device[i]!;
    delta[kept] = change;
    if (change > 0 ? present !== 1 : change < 0 && present !== 0) kept++;
  }
  batch.count = kept;
}
