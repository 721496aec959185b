import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { keepMovable } from './movable.js';
import { PartBatch } from './part-batch.js';
import type { PulseCount } from './pulse-count.js';
import type { SchemeKind } from './scheme-kind.js';
import { findSymmetry } from './symmetry-point.js';
import { Synapses } from './synapses.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Zero shifting (Kim et al., arXiv 1907.10228): weights are measured from the symmetry point of each device, where SET and
 * RESET pulses cancel: w = s (w₁ − w₂), with that point stored in a reference device. Around zero, updates up and down
 * then have equal size. With feedback.
 * Cost per update: |n| pulses, one read back, two devices a weight; once, alternating pulses to find the point, and the
 * write of the reference.
 */
class ZeroShifting implements UpdateScheme {
  private readonly part: PartBatch;

  /** @param range N of each device; @param scale s, so that the weight covers the learner's range; @param pairs pulses up and down that find the point */
  constructor(
    private readonly synapses: Synapses,
    private readonly pulses: PulseCount,
    private readonly range: Int32Array,
    scale: number,
    private readonly pairs: number,
  ) {
    const [{ rows, columns }] = synapses.arrays;
    this.part = new PartBatch(rows * columns, 1 / scale);
  }

  prepare(): Promise<void> {
    const [device, reference] = this.synapses.arrays;
    return findSymmetry(device, reference, this.range, this.pairs);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.synapses.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { part } = this;
    const [array] = this.synapses.arrays;
    keepMovable(batch, array.weight);
    part.take(batch, 0, batch.count);
    this.pulses.count(part, array.weight);
    const pending = array.program(part);
    return pending === undefined ? this.settle(batch) : pending.then(() => this.settle(batch));
  }

  private settle(batch: UpdateBatch): void {
    this.part.give(batch, 0);
    this.synapses.note(batch);
  }
}

export const zeroShifting: SchemeKind<'scale' | 'pairs'> = {
  meaning: 'weights about the symmetry point of each device',
  family: 'several devices',
  settings: {
    // Not tuned: it widens the range of weights, and so makes the policy colder.
    scale: {
      default: 2,
      minimum: 0.1,
      maximum: 100,
      meaning: 'weight for a full window, s',
    },
    pairs: {
      default: 200,
      minimum: 0,
      maximum: 100_000,
      whole: true,
      meaning: 'pulse pairs that find the symmetry point',
    },
  },
  share: ({ scale }) => [scale, -scale],
  words: 0,
  make({ arrays, pulses, ranges }, settings) {
    const synapses = new Synapses(arrays, this.share(settings));
    return new ZeroShifting(synapses, pulses[0], ranges[0], settings.scale, settings.pairs);
  },
};
