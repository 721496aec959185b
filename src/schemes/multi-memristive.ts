import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { keepMovable } from './movable.js';
import { PartBatch } from './part-batch.js';
import type { PulseCount } from './pulse-count.js';
import type { SchemeKind } from './scheme-kind.js';
import { Synapses } from './synapses.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * The multi-memristive synapse (Boybat et al., Nat. Commun. 9, 2514, 2018; doi:10.1038/s41467-018-04933-y): a weight is the
 * mean of N_d devices, w = Σ w_k / N_d, and an update goes to one of them, chosen by a counter that all weights
 * share. The device moves by N_d Δw, so the weight moves by Δw; noise of pulses, reads and devices falls. The article's
 * counters that skip potentiations or depressions are left at one. With feedback.
 * Cost per update: N_d |n| pulses, one read back, N_d devices a weight.
 */
class MultiMemristive implements UpdateScheme {
  private readonly part: PartBatch;
  private turn = 0;

  constructor(
    private readonly synapses: Synapses,
    private readonly pulses: readonly PulseCount[],
  ) {
    const { arrays } = synapses;
    this.part = new PartBatch(arrays[0].rows * arrays[0].columns, arrays.length);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.synapses.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { part, turn } = this;
    const array = this.synapses.arrays[turn];
    this.turn = (turn + 1) % this.synapses.arrays.length;
    keepMovable(batch, array.weight);
    part.take(batch, 0, batch.count);
    this.pulses[turn].count(part, array.weight);
    const pending = array.program(part);
    return pending === undefined ? this.settle(batch) : pending.then(() => this.settle(batch));
  }

  private settle(batch: UpdateBatch): void {
    this.part.give(batch, 0);
    this.synapses.note(batch);
  }
}

export const multiMemristive: SchemeKind<'devices'> = {
  meaning: 'several devices a weight, updated in turn',
  family: 'several devices',
  settings: {
    devices: {
      default: 4,
      minimum: 1,
      maximum: 64,
      whole: true,
      meaning: 'number of devices of a weight, N_d',
      tune: { from: 1, to: 16, log: true },
    },
  },
  share: ({ devices }) => new Array<number>(devices).fill(1 / devices),
  words: 0,
  make({ arrays, pulses }, settings) {
    return new MultiMemristive(new Synapses(arrays, this.share(settings)), pulses);
  },
};
