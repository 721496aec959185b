import type { RandomStream } from '../core/random-stream.js';
import type { ReadBatch } from '../core/read-batch.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { packetSizes } from './packet-sizes.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import { SelfCorrecting } from './self-correcting.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Error diffusion over the weights of a column, without memory beside the weights (docs/packets.md): small changes add up in
 * one residual per column, r ← r + Δw; the weight at which |r| reaches the packet q gets all of it, and r ← 0. So the sum of
 * a column's changes is kept to within q, as the sum of grey is in a dithered picture (Floyd and Steinberg, Proc. SID 17,
 * 75, 1976); which weight gets a packet is a matter of chance, and feedback corrects it. Now and then r is drawn anew from
 * −q to q: else two weights that are asked for opposite changes in turn would never get any.
 * Cost per packet: |n| pulses, one read back; one digital word per column.
 */
class DiffusedPackets implements UpdateScheme {
  /** r of each column */
  private readonly residual: Float64Array;
  /** for each column, and whether to draw r anew */
  private readonly drawn: Float64Array;

  /** @param packet q of each device, in units of the window; @param redraw probability with which a batch starts with new residuals */
  constructor(
    private readonly feedback: UpdateScheme,
    private readonly columns: number,
    private readonly random: RandomStream,
    private readonly packet: Float64Array,
    private readonly redraw: number,
  ) {
    this.residual = new Float64Array(columns);
    this.drawn = new Float64Array(columns + 1);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.feedback.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    const { device, delta, count } = batch;
    const { residual, columns, packet } = this;
    this.mix();
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const column = d % columns;
      const sum = residual[column] + delta[i];
      const full = Math.abs(sum) >= packet[d];
      residual[column] = full ? 0 : sum;
      device[kept] = d;
      delta[kept] = sum;
      if (full) kept++;
    }
    batch.count = kept;
    return this.feedback.apply(batch);
  }

  private mix(): void {
    const { residual, drawn, columns, packet } = this;
    this.random.uniforms(drawn, columns + 1);
    if (drawn[columns] >= this.redraw) return;
    for (let c = 0; c < columns; c++) residual[c] = (2 * drawn[c] - 1) * packet[c];
  }
}

export const diffusedPackets: SchemeKind<'packet' | 'redraw'> = {
  meaning:
    'small updates add up over the weights of a column and are written as packets, without memory per weight',
  family: 'packets',
  settings: {
    packet: {
      default: 0.03,
      minimum: 0,
      maximum: 1,
      meaning: 'change at which a device is written, q; at least a pulse',
      tune: { from: 0.01, to: 0.1, log: true },
    },
    redraw: {
      default: 0.05,
      minimum: 0,
      maximum: 1,
      meaning: 'probability that an update starts with residuals drawn anew',
    },
  },
  share: oneDevice,
  words: 0,
  make: ({ arrays, pulses, ranges, random }, { packet, redraw }) =>
    new DiffusedPackets(
      new SelfCorrecting(arrays[0], pulses[0]),
      arrays[0].columns,
      random,
      packetSizes(ranges[0], packet),
      redraw,
    ),
};
