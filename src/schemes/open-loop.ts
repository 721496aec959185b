import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import type { PulseCount } from './pulse-count.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * No correction: the learner computes with a digital copy of the weights, which takes every update exactly. The devices
 * get the same updates as pulses and are never read.
 * Cost per update: |n| pulses, no read, one digital word a weight.
 */
export class OpenLoop implements UpdateScheme {
  /** @param believed digital copy of the weights, in ideal memory */
  constructor(
    private readonly crossbar: Crossbar,
    private readonly believed: Crossbar,
    private readonly pulses: PulseCount,
  ) {}

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.believed.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    this.pulses.count(batch, this.believed.weight);
    void this.believed.program(batch);
    return this.crossbar.program(batch);
  }
}

export const openLoop: SchemeKind<never> = {
  meaning: 'no correction: the learner computes with weights of its own',
  family: 'open loop',
  settings: {},
  share: oneDevice,
  words: 0,
  believes: true,
  readsBack: false,
  make: ({ arrays, pulses, believed }) => new OpenLoop(arrays[0], believed!, pulses[0]),
};
