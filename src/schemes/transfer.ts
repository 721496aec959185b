import type { RandomStream } from '../core/random-stream.js';
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

/** Most pulses of a train. */
const LONGEST_TRAIN = 31;

/**
 * Tiki-Taka v1 (Gokmen and Haensch, Front. Neurosci. 14, 103, 2020): C ← C + λ A, by stochastic pulses. The row gets a train of
 * BL = min(⌈max |x|⌉, 31) slots, x = N λ A; in each slot a device is pulsed with probability min(|x|/BL, 1), so that E[n] = x
 * up to the longest train (update management of Gokmen and Vlasov 2016; aihwkit's defaults for TransferCompound).
 */
export class DirectTransfer implements Transfer {
  private readonly wanted: Float64Array;
  private readonly drawn: Float64Array;

  /** @param rate λ; @param range N of each slow device; @param columns of a row */
  constructor(
    private readonly rate: number,
    private readonly range: Int32Array,
    columns: number,
    private readonly random: RandomStream,
  ) {
    this.wanted = new Float64Array(columns);
    this.drawn = new Float64Array(columns);
  }

  take(_row: number, chopper: number, _flips: boolean, reading: Float64Array, batch: UpdateBatch): void {
    const { device, delta, pulses, count } = batch;
    const { wanted, drawn, range } = this;
    let largest = 0;
    for (let i = 0; i < count; i++) {
      wanted[i] = range[device[i]] * this.rate * chopper * reading[i];
      largest = Math.max(largest, Math.abs(wanted[i]));
      pulses[i] = 0;
    }
    const slots = Math.min(Math.ceil(largest), LONGEST_TRAIN);
    for (let slot = 0; slot < slots; slot++) {
      this.random.uniforms(drawn, count);
      for (let i = 0; i < count; i++)
        if (drawn[i] * slots < Math.abs(wanted[i])) pulses[i] += Math.sign(wanted[i]);
    }
    for (let i = 0; i < count; i++) delta[i] = pulses[i] / range[device[i]];
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
 * AGAD (Rasch et al., Nat. Commun. 15, 7133, 2024; doi:10.1038/s41467-024-51221-z): as v2, but the mean of the readings when the
 * chopper flipped last is the zero of this period, so no exact reference is needed: H ← H ± λ (A − μ_past). The first period
 * transfers nothing. The mean follows all readings, μ ← μ + min(1, τ/n) (A − μ), n reads a period, so that late ones count more
 * (aihwkit, DynamicTransferCompound).
 */
export class DynamicTransfer implements Transfer {
  private readonly difference: Float64Array;
  /** of each row: periods that are over */
  private readonly periods: Int32Array;

  /** @param mean of the readings, of each weight; @param zero mean at the last flip; @param share τ/n, at most 1 */
  constructor(
    private readonly buffered: BufferedTransfer,
    private readonly mean: Float64Array,
    private readonly zero: Float64Array,
    private readonly share: number,
    rows: number,
  ) {
    this.difference = new Float64Array(mean.length);
    this.periods = new Int32Array(rows);
  }

  take(row: number, chopper: number, flips: boolean, reading: Float64Array, batch: UpdateBatch): void {
    const { mean, zero, difference, share } = this;
    const { device, count } = batch;
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
    for (let i = 0; i < count; i++) this.zero[device[i]] = this.mean[device[i]]!;
  }
}
