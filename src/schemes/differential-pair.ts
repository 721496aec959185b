import type { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import { averagedInto } from './averaged-into.js';
import { PartBatch } from './part-batch.js';
import type { PulseCount } from './pulse-count.js';
import type { SchemeKind } from './scheme-kind.js';
import { Synapses } from './synapses.js';
import type { UpdateScheme } from './update-scheme.js';
import { WriteVerify } from './write-verify.js';

/** Largest error of a refresh. */
const TOLERANCE = 0.01;
const MOST_PULSES = 400;
/** Number of reads that a refresh averages. */
const READS = 4;

/**
 * The differential pair (Burr et al., IEEE Trans. Electron Devices 62, 3498, 2015): w = w⁺ − w⁻, and both devices
 * get SET pulses only: Δw > 0 goes to the first, Δw < 0 to the second. A pair with one device above 3/4 of its window
 * and the other above 1/4 is refreshed: both are RESET, then the difference is written and verified in one of them. With feedback.
 * Cost per update: |n| pulses, one read back, two devices a weight; a refresh takes two full RESETs and a verified write.
 */
class DifferentialPair implements UpdateScheme {
  private readonly parts: readonly PartBatch[];
  private readonly worn: UpdateBatch;
  private readonly verify: readonly WriteVerify[];
  /** readings of the refreshed devices before and after their RESET, array by array */
  private readonly before: readonly Float64Array[];
  private readonly left: readonly Float64Array[];

  /** @param ranges N of each array's devices; @param full, @param beside refresh where one device is above `full`, the other above `beside` */
  constructor(
    private readonly synapses: Synapses,
    private readonly pulses: readonly PulseCount[],
    private readonly ranges: readonly Int32Array[],
    private readonly full: number,
    private readonly beside: number,
  ) {
    const size = synapses.arrays[0].rows * synapses.arrays[0].columns;
    this.parts = [new PartBatch(size, 1), new PartBatch(size, -1)];
    this.verify = synapses.arrays.map((array) => new WriteVerify(array, TOLERANCE, MOST_PULSES, READS));
    this.worn = new UpdateBatch(size);
    this.before = this.parts.map(() => new Float64Array(size));
    this.left = this.parts.map(() => new Float64Array(size));
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.synapses.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const rising = this.sort(batch);
    const [up, down] = this.parts;
    up.take(batch, 0, rising);
    down.take(batch, rising, batch.count);
    const first = this.program(0, up);
    if (first !== undefined) {
      return first.then(() => this.program(1, down)).then(() => this.settle(batch, rising));
    }
    const second = this.program(1, down);
    return second === undefined ? this.settle(batch, rising) : second.then(() => this.settle(batch, rising));
  }

  /** Sorts rows with Δw > 0 before rows with Δw < 0, and drops rows whose device is full. Returns the number of rows with Δw > 0. */
  private sort(batch: UpdateBatch): number {
    const { device, delta, count } = batch;
    const [plus, minus] = this.synapses.arrays;
    let kept = 0;
    let rising = 0;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const change = delta[i];
      if (change === 0 || (change > 0 ? plus : minus).weight[d] === 1) continue;
      device[kept] = d;
      delta[kept] = change;
      if (change > 0) {
        device[kept] = device[rising]!;
        delta[kept] = delta[rising]!;
        device[rising] = d;
        delta[rising++] = change;
      }
      kept++;
    }
    batch.count = kept;
    return rising;
  }

  private program(k: number, part: UpdateBatch): void | Promise<void> {
    const array = this.synapses.arrays[k];
    this.pulses[k].count(part, array.weight);
    return array.program(part);
  }

  private settle(batch: UpdateBatch, rising: number): void | Promise<void> {
    const [up, down] = this.parts;
    up.give(batch, 0);
    down.give(batch, rising);
    for (let i = rising; i < batch.count; i++) batch.pulses[i] = -batch.pulses[i];
    this.synapses.note(batch);
    return this.findWorn(batch) > 0 ? this.refresh(batch) : undefined;
  }

  private findWorn({ device, count }: UpdateBatch): number {
    const { worn, full, beside } = this;
    const [plus, minus] = this.synapses.arrays;
    worn.clear();
    for (let i = 0; i < count; i++) {
      const [a, b] = [plus.weight[device[i]], minus.weight[device[i]]];
      if (Math.max(a, b) > full && Math.min(a, b) > beside) worn.add(device[i], -1);
    }
    return worn.count;
  }

  /** Writes both devices anew. The other device makes up for what a RESET leaves in one. Rare, so it need not be fast. */
  private async refresh(batch: UpdateBatch): Promise<void> {
    const { worn, before, left, parts } = this;
    const { arrays } = this.synapses;
    await averagedInto(before[0], arrays[0], worn, READS);
    await averagedInto(before[1], arrays[1], worn, READS);
    for (const k of [0, 1]) {
      for (let i = 0; i < worn.count; i++) worn.pulses[i] = -this.ranges[k][worn.device[i]];
      await arrays[k].program(worn);
      await averagedInto(left[k], arrays[k], worn, READS);
    }
    for (const k of [0, 1]) {
      const part = parts[k];
      part.clear();
      for (let i = 0; i < worn.count; i++) {
        const difference = before[k][i] - before[1 - k][i];
        if (difference > 0) part.add(worn.device[i], left[1 - k][i] + difference);
      }
      await this.verify[k].reach(part);
    }
    this.synapses.note(batch);
  }
}

export const differentialPair: SchemeKind<'refreshAbove' | 'refreshBeside'> = {
  meaning: 'two devices a weight that only rise, with refresh',
  family: 'several devices',
  settings: {
    refreshAbove: {
      default: 0.75,
      minimum: 0,
      maximum: 1,
      meaning: 'a pair is refreshed if one device is above this',
      tune: { from: 0.5, to: 0.95 },
    },
    refreshBeside: {
      default: 0.25,
      minimum: 0,
      maximum: 1,
      meaning: 'and the other device is above this',
      tune: { from: 0.05, to: 0.6 },
    },
  },
  share: () => [1, -1],
  words: 0,
  make({ arrays, pulses, ranges }, settings) {
    const synapses = new Synapses(arrays, this.share(settings));
    return new DifferentialPair(synapses, pulses, ranges, settings.refreshAbove, settings.refreshBeside);
  },
};
