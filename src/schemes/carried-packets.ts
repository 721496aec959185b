import type { RandomStream } from '../core/random-stream.js';
import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { packetSizes } from './packet-sizes.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import { SelfCorrecting } from './self-correcting.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Small changes add up in a short counter χ beside each weight, and reach the device as packets of about the size of its
 * write error, or of a pulse if that is larger (docs/packets.md): χ ← χ + ⌊Δw L/q + u⌋ with u uniform in [0, 1); where
 * |χ| ≥ L, the device is asked for χ q/L, and χ ← 0. Mixed precision (Nandakumar et al. 2020) gives whole pulses as soon as
 * it has them; here noise of the TD error cancels in χ before it costs pulses, and a device is touched once per packet.
 * With feedback.
 * Cost per packet: |n| pulses, one read back; per weight a counter from −(L − 1) to L − 1, so 5 bits for L = 16.
 */
class CarriedPackets implements UpdateScheme {
  private readonly drawn: Float64Array;

  /** @param carried χ of each weight; @param packet q of each device, in units of the window; @param levels L */
  constructor(
    private readonly feedback: UpdateScheme,
    private readonly carried: Float64Array,
    private readonly random: RandomStream,
    private readonly packet: Float64Array,
    private readonly levels: number,
  ) {
    this.drawn = new Float64Array(carried.length);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.feedback.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { device, delta, count } = batch;
    const { carried, drawn, packet, levels } = this;
    this.random.uniforms(drawn, count);
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const level = packet[d] / levels;
      const sum = carried[d] + Math.floor(delta[i] / level + drawn[i]);
      const full = Math.abs(sum) >= levels;
      carried[d] = full ? 0 : sum;
      device[kept] = d;
      delta[kept] = sum * level;
      if (full) kept++;
    }
    batch.count = kept;
    return this.feedback.apply(batch);
  }
}

export const carriedPackets: SchemeKind<'packet' | 'levels'> = {
  meaning:
    'small updates add up in a counter of a few bits and are written as packets of the size of the noise',
  family: 'packets',
  settings: {
    packet: {
      default: 0.06,
      minimum: 1e-6,
      maximum: 1,
      meaning: 'change at which a device is written, q; about the error of a write, and at least a pulse',
      tune: { from: 0.01, to: 0.4, log: true },
    },
    levels: {
      default: 16,
      minimum: 1,
      maximum: 65_536,
      whole: true,
      meaning: 'levels of the counter for a packet, L; 1 needs no counter',
    },
  },
  share: oneDevice,
  words: 1,
  make: ({ arrays, pulses, words, ranges, random }, { packet, levels }) =>
    new CarriedPackets(
      new SelfCorrecting(arrays[0], pulses[0]),
      words[0],
      random,
      packetSizes(ranges[0], packet),
      levels,
    ),
};
