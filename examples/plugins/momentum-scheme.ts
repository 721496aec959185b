// A correction scheme of one file: self-correction with a digital momentum for each weight.
import type { Crossbar, ReadBatch, UpdateBatch } from 'memloop/crossbar';
import { definePlugin } from 'memloop/experiment';
import { oneDevice, type PulseCount, type SchemeKind, type UpdateScheme } from 'memloop/learn';

/** Each update asks for v ← m v + Δw; the learner computes with what the devices hold. One digital word a weight. */
class Momentum implements UpdateScheme {
  constructor(
    private readonly crossbar: Crossbar,
    private readonly pulses: PulseCount,
    private readonly velocity: Float64Array,
    private readonly momentum: number,
  ) {}

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.crossbar.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { device, delta, count } = batch;
    const { velocity, momentum } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i]!;
      velocity[d] = momentum * velocity[d]! + delta[i]!;
      delta[i] = velocity[d]!;
    }
    this.pulses.count(batch, this.crossbar.weight);
    return this.crossbar.program(batch);
  }
}

const momentum: SchemeKind<'momentum'> = {
  meaning: 'self-correction with momentum',
  settings: {
    momentum: {
      default: 0.5,
      minimum: 0,
      maximum: 0.95,
      meaning: 'm: share of the last update that is repeated',
    },
  },
  share: oneDevice,
  words: 1,
  make: ({ arrays: [crossbar], pulses: [pulses], words: [velocity] }, settings) =>
    new Momentum(crossbar!, pulses!, velocity!, settings.momentum),
};

export default definePlugin({ schemes: { momentum } });
