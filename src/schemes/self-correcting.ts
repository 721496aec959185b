import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import { keepMovable } from './movable.js';
import type { PulseCount } from './pulse-count.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
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

export const selfCorrecting: SchemeKind<never> = {
  meaning: 'feedback alone: the learner computes with what the devices hold',
  family: 'feedback',
  settings: {},
  share: oneDevice,
  words: 0,
  make: ({ arrays, pulses }) => new SelfCorrecting(arrays[0], pulses[0]),
};
