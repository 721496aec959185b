import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { SelfCorrecting } from './self-correcting.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Feedback without small updates: an update with |Δw| < θ is dropped, and its device is not touched
 * (Wu et al., arXiv 2001.06930, for the writes of an actor–critic; the article's water maze has θ = 0.0025).
 * Cost per update: |n| pulses, one read back; none where it is dropped.
 */
class DeadZone implements UpdateScheme {
  /** @param width θ, in units of the window */
  constructor(
    private readonly feedback: UpdateScheme,
    private readonly width: number,
  ) {}

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.feedback.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { device, delta, count } = batch;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      device[kept] = device[i];
      delta[kept] = delta[i];
      if (Math.abs(delta[i]) >= this.width) kept++;
    }
    batch.count = kept;
    return this.feedback.apply(batch);
  }
}

export const deadZone: SchemeKind<'deadZone'> = {
  meaning: 'feedback without small updates',
  family: 'feedback',
  settings: {
    deadZone: {
      default: 0.0025,
      minimum: 0,
      maximum: 1,
      meaning: 'smaller updates are dropped, θ',
      tune: { from: 0.001, to: 0.1, log: true },
    },
  },
  share: oneDevice,
  words: 0,
  make: ({ arrays, pulses }, settings) =>
    new DeadZone(new SelfCorrecting(arrays[0], pulses[0]), settings.deadZone),
};
