import type { UpdateBatch } from '../core/update-batch.js';

/**
 * Drops the updates that ask for nothing, or push a weight outward that is exactly at its end already. A reading beyond
 * the end is noise, and says nothing about where the device is.
 */
export function keepMovable(batch: UpdateBatch, weight: Float64Array): void {
  const { device, delta, count } = batch;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const wish = delta[i];
    const present = weight[device[i]];
    device[kept] = device[i]!;
    delta[kept] = wish;
    if (wish > 0 ? present !== 1 : wish < 0 && present !== 0) kept++;
  }
  batch.count = kept;
}
