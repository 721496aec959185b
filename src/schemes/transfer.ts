import type { UpdateBatch } from '../core/update-batch.js';

/** The rule that transfers a reading of fast devices to the slow ones. */
export interface Transfer {
  /**
   * Fills `delta` and `pulses` of the batch, whose `device` are the row's.
   * @param chopper sign, ±1, with which the fast devices of this row take their updates
   * @param flips whether it changes after this read
   * @param reading fast weights above their zero
   */
  take(row: number, chopper: number, flips: boolean, reading: Float64Array, batch: UpdateBatch): void;
}

/** Tiki-Taka v1 (Gokmen and Haensch, Front. Neurosci. 14, 103, 2020): C ← C + λ A, in whole pulses. */
export class DirectTransfer implements Transfer {
  /** @param rate λ; @param range N of each slow device */
  constructor(
    private readonly rate: number,
    private readonly range: Int32Array,
  ) {}

  take(_row: number, chopper: number, _flips: boolean, reading: Float64Array, batch: UpdateBatch): void {
    const { device, delta, pulses, count } = batch;
    for (let i = 0; i < count; i++) {
      const range = this.range[device[i]];
      const n = Math.round(range * this.rate * chopper * reading[i]);
      pulses[i] = Math.min(Math.max(n, -range), range);
      delta[i] = pulses[i] / range;
    }
  }
}

/**
 * Tiki-Taka v2 (Gokmen, Front. Artif. Intell. 4, 699148, 2021): reads add up in a digital word, H ← H + λ A. Once it is
 * worth a pulse, C gets n = trunc(N H), at most one pulse, and H ← m H.
 */
export class BufferedTransfer implements Transfer {
  /** @param rate λ; @param kept m; @param range N of each slow device; @param buffer H of each weight */
  constructor(
    private readonly rate: number,
    private readonly kept: number,
    private readonly range: Int32Array,
    private readonly buffer: Float64Array,
  ) {}

  take(_row: number, chopper: number, _flips: boolean, reading: Float64Array, batch: UpdateBatch): void {
    const { device, delta, pulses, count } = batch;
    const { buffer } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      buffer[d] += this.rate * chopper * reading[i];
      const n = Math.min(Math.max(Math.trunc(this.range[d] * buffer[d]), -1), 1);
      if (n !== 0) buffer[d] *= this.kept;
      pulses[i] = n;
      delta[i] = n / this.range[d];
    }
  }
}

/**
 * AGAD (Rasch et al., Nat. Commun. 15, 7133, 2024; doi:10.1038/s41467-024-51221-z): as v2, but the
 * mean of the readings in the chopper's last period is the zero of this one, so no exact reference is needed. The first
 * period transfers nothing. The n-th read of a period enters the mean with weight min(1, τ/n).
 */
export class DynamicTransfer implements Transfer {
  private readonly difference: Float64Array;
  /** of each row: reads in this period, and periods that are over */
  private readonly reads: Int32Array;
  private readonly periods: Int32Array;

  /** @param mean of this period, of each weight; @param zero mean of the last one; @param tail τ */
  constructor(
    private readonly buffered: BufferedTransfer,
    private readonly mean: Float64Array,
    private readonly zero: Float64Array,
    private readonly tail: number,
    rows: number,
  ) {
    this.difference = new Float64Array(mean.length);
    this.reads = new Int32Array(rows);
    this.periods = new Int32Array(rows);
  }

  take(row: number, chopper: number, flips: boolean, reading: Float64Array, batch: UpdateBatch): void {
    const { mean, zero, difference, tail } = this;
    const { device, count } = batch;
    const share = Math.min(1, tail / ++this.reads[row]);
    for (let i = 0; i < count; i++) {
      const d = device[i];
      mean[d] += share * (reading[i] - mean[d]);
      difference[i] = reading[i] - zero[d];
    }
    if (this.periods[row] > 0) this.buffered.take(row, chopper, flips, difference, batch);
    else batch.clear();
    if (flips) this.next(row, device, count);
  }

  private next(row: number, device: Uint32Array, count: number): void {
    this.periods[row]++;
    this.reads[row] = 0;
    for (let i = 0; i < count; i++) this.zero[device[i]] = this.mean[device[i]]!;
  }
}
