import type { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import { oneDevice, type SchemeKind } from './scheme-kind.js';
import type { UpdateScheme } from './update-scheme.js';

/**
 * Write and verify: the target is w* = clip(ŵ + Δw); a pulse towards it, a read, and so on until |w* − ŵ| ≤ ε or K pulses
 * are spent. The amplitude is fixed, and a read ŵ is the mean of m reads with all their noise, so that a fluctuation can
 * end the search too early (Nminibapiel et al. 2017; Wan et al. 2022; Milo et al. 2021). The learner computes with the devices.
 * Cost per update: k ≤ K pulses, m (k + 1) reads.
 */
export class WriteVerify implements UpdateScheme {
  /** devices that have not reached their target, and their rows in the batch of the caller */
  private readonly trial: UpdateBatch;
  private readonly row: Uint32Array;
  private readonly target: Float64Array;
  private readonly sum: Float64Array;
  private absolute = false;
  private gathered = 0;
  private spent = 0;

  /** @param tolerance ε, in units of the window; @param attempts K; @param reads m */
  constructor(
    private readonly crossbar: Crossbar,
    private readonly tolerance: number,
    private readonly attempts: number,
    private readonly reads: number,
  ) {
    const size = crossbar.rows * crossbar.columns;
    this.trial = new UpdateBatch(size);
    this.row = new Uint32Array(size);
    this.target = new Float64Array(size);
    this.sum = new Float64Array(size);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.crossbar.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    this.absolute = false;
    return this.begin(batch);
  }

  /** Writes weights instead of changes: `delta` is where each device should be. */
  reach(batch: UpdateBatch): void | Promise<void> {
    this.absolute = true;
    return this.begin(batch);
  }

  private begin(batch: UpdateBatch): void | Promise<void> {
    const { trial, row } = this;
    trial.count = batch.count;
    for (let i = 0; i < batch.count; i++) {
      row[i] = i;
      trial.device[i] = batch.device[i];
      batch.pulses[i] = 0;
    }
    this.gathered = 0;
    this.spent = -1;
    if (batch.count === 0) return undefined;
    const pending = this.crossbar.read(trial);
    return pending === undefined ? this.pursue(batch) : pending.then(() => this.pursue(batch));
  }

  /** Read after read, pulse after pulse, until nothing is left to do. */
  private pursue(batch: UpdateBatch): void | Promise<void> {
    for (;;) {
      this.gather();
      const measured = this.gathered === this.reads;
      if (measured && !this.aim(batch)) return undefined;
      const pending = measured ? this.crossbar.program(this.trial) : this.crossbar.read(this.trial);
      if (pending !== undefined) return pending.then(() => this.pursue(batch));
    }
  }

  private gather(): void {
    const { trial, sum } = this;
    const first = this.gathered++ === 0;
    for (let i = 0; i < trial.count; i++) sum[i] = first ? trial.weight[i] : sum[i] + trial.weight[i];
  }

  /** Notes what was measured, and keeps the devices that are not there yet, a pulse towards the target each. */
  private aim({ pulses, weight, conductance, delta }: UpdateBatch): boolean {
    const { trial, row, target, sum, reads } = this;
    const begins = ++this.spent === 0;
    let kept = 0;
    this.gathered = 0;
    for (let i = 0; i < trial.count; i++) {
      const k = row[i];
      const mean = sum[i] / reads;
      weight[k] = mean;
      conductance[k] = trial.conductance[i];
      if (begins) target[k] = Math.min(Math.max((this.absolute ? 0 : mean) + delta[k], 0), 1);
      const missing = target[k] - mean;
      if (Math.abs(missing) <= this.tolerance || this.spent === this.attempts) continue;
      row[kept] = k;
      trial.device[kept] = trial.device[i];
      trial.delta[kept] = missing;
      trial.pulses[kept] = Math.sign(missing);
      pulses[k] += trial.pulses[kept++];
    }
    trial.count = kept;
    return kept > 0;
  }
}

export const writeVerify: SchemeKind<'tolerance' | 'attempts' | 'reads'> = {
  meaning: 'pulse and read until the weight is within a tolerance',
  family: 'verify',
  settings: {
    tolerance: {
      default: 0.01,
      minimum: 0,
      maximum: 1,
      meaning: 'largest accepted error, ε',
      tune: { from: 0.002, to: 0.1, log: true },
    },
    attempts: {
      default: 100,
      minimum: 1,
      maximum: 100_000,
      whole: true,
      meaning: 'maximum number of pulses for an update, K',
      tune: { from: 1, to: 100, log: true },
    },
    reads: {
      default: 1,
      minimum: 1,
      maximum: 1024,
      whole: true,
      meaning: 'number of reads that are averaged, m',
      tune: { from: 1, to: 32, log: true },
    },
  },
  share: oneDevice,
  countsPulses: true,
  words: 0,
  make: ({ arrays }, { tolerance, attempts, reads }) =>
    new WriteVerify(arrays[0], tolerance, attempts, reads),
};
