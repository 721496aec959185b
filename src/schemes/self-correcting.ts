import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import type { PulseCount } from './pulse-count.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Self-correction by feedback (doi:10.1038/s42256-025-01149-w): the learner computes with what the devices
 * hold, so the error of one write enters the next TD error, and the next update corrects it.
 * Cost per update: |n| pulses, one read back.
 */
export class SelfCorrecting implements UpdateScheme {
  constructor(
    private readonly crossbar: Crossbar,
    private readonly pulses: PulseCount,
  ) {}

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.crossbar.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    keepMovable(batch, this.crossbar.weight);
    this.pulses.count(batch, this.crossbar.weight);
    return this.crossbar.program(batch);
  }
}

/**
 * Drops the updates that ask for nothing, or push a weight outward that is exactly at its end already. A reading beyond
 * the end is noise, and says nothing about where the device is.
 */
function keepMovable(batch: UpdateBatch, weight: Float64Array): void {
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
