import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Mixed precision (Nandakumar et al., Front. Neurosci. 14, 406, 2020): updates add up in a digital word,
 * χ ← χ + Δw, and only whole pulses reach the device: n = trunc(χ/ε), χ ← χ − nε, with ε = 1/N. The update reads no
 * device. The learner computes with the devices, so it still sees write errors.
 * Cost per update: Σ|Δw|/ε pulses in the long run, one digital word a weight.
 */
class MixedPrecision implements UpdateScheme {
  /** @param accumulated χ of each weight; @param range N of each device */
  constructor(
    private readonly crossbar: Crossbar,
    private readonly accumulated: Float64Array,
    private readonly range: Int32Array,
  ) {}

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.crossbar.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { device, delta, pulses, count } = batch;
    const { accumulated, range } = this;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const n = range[d];
      const wanted = accumulated[d] + delta[i];
      const steps = Math.min(Math.max(Math.trunc(wanted * n), -n), n);
      accumulated[d] = wanted - steps / n;
      device[kept] = d;
      delta[kept] = steps / n;
      pulses[kept] = steps;
      if (steps !== 0) kept++;
    }
    batch.count = kept;
    return this.crossbar.program(batch);
  }
}

export const mixedPrecision: SchemeKind<never> = {
  meaning: 'small updates add up in a digital word',
  family: 'digital buffer',
  settings: {},
  share: oneDevice,
  countsPulses: true,
  words: 1,
  readsBack: false,
  make: ({ arrays, words, ranges }) => new MixedPrecision(arrays[0], words[0], ranges[0]),
};
