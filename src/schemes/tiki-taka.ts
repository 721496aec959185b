import type { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import type { PulseCount } from './pulse-count.js';
import type { Chopper } from './chopper.js';
import { alternate, findSymmetry } from './symmetry-point.js';
import type { Synapses } from './synapses.js';
import type { Transfer } from './transfer.js';
import type { UpdateScheme } from './update-scheme.js';

/** Zero of the fast devices without reference devices: the middle of the window. */
const MIDDLE = 0.5;

/** Settings of all kinds of Tiki-Taka. */
export interface TikiTakaSettings {
  /** share of an update that the fast devices take */
  fast: number;
  /** updates between two transfers, T_s */
  every: number;
  /** pulse pairs that bring the fast devices to their point of symmetry */
  pairs: number;
  /** whether a row's chopper flips after a read */
  chopper: Chopper;
}

/**
 * Tiki-Taka: updates go to fast devices A. At their symmetry point SET and RESET pulses cancel, so A holds a mean of the
 * updates. Row by row it is read and transferred to slow devices C. The learner computes with W = γ A + C. Kinds differ in
 * the transfer and in the chopper, which flips the sign of a row's updates so that an offset of A cancels (Gokmen and
 * Haensch 2020; Gokmen 2021; Rasch et al. 2024; choppers: US patent 12293281).
 * Cost per update: |n| pulses on A; every T_s learning steps one read of a row of A and of its references, and the pulses
 * of the transfer on C. Two devices a weight, three with reference devices.
 */
export class TikiTaka implements UpdateScheme {
  private readonly slow: Crossbar;
  private readonly fast: Crossbar;
  private readonly reference: Crossbar | undefined;
  private readonly scaled: UpdateBatch;
  private readonly line: UpdateBatch;
  private readonly zeroLine: UpdateBatch;
  private readonly reading: Float64Array;
  private readonly chopper: Int8Array;
  private updates = 0;
  private row = 0;
  /** reads of all rows that are over */
  private sweep = 0;

  /** @param range N of each fast device; @param synapses of the arrays C, A and, if there are any, A's references */
  constructor(
    private readonly synapses: Synapses,
    private readonly pulses: PulseCount,
    private readonly range: Int32Array,
    private readonly transfer: Transfer,
    private readonly settings: TikiTakaSettings,
  ) {
    [this.slow, this.fast, this.reference] = synapses.arrays as [Crossbar, Crossbar, Crossbar | undefined];
    const { rows, columns } = this.slow;
    this.scaled = new UpdateBatch(rows * columns);
    this.line = new UpdateBatch(columns);
    this.zeroLine = new UpdateBatch(columns);
    this.reading = new Float64Array(columns);
    this.chopper = new Int8Array(rows).fill(1);
  }

  prepare(): Promise<void> {
    const { fast, reference, range } = this;
    const { pairs } = this.settings;
    return reference ? findSymmetry(fast, reference, range, pairs) : alternate(fast, range, pairs);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    return this.synapses.multiply(batch);
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    this.address(batch);
    const pending = this.fast.program(this.scaled);
    return pending === undefined ? this.follow(batch) : pending.then(() => this.follow(batch));
  }

  /** Scales and chops the updates for the fast devices. */
  private address({ device, delta, pulses, count }: UpdateBatch): void {
    const { scaled, chopper } = this;
    const { fast } = this.settings;
    for (let i = 0; i < count; i++) {
      const row = Math.floor(device[i] / this.fast.columns);
      scaled.device[i] = device[i];
      scaled.delta[i] = delta[i] * fast * chopper[row];
    }
    scaled.count = count;
    this.pulses.count(scaled, this.fast.weight);
    for (let i = 0; i < count; i++) pulses[i] = Math.abs(scaled.pulses[i]) * Math.sign(delta[i]);
  }

  private follow(batch: UpdateBatch): void | Promise<void> {
    for (let i = 0; i < batch.count; i++) batch.conductance[i] = this.scaled.conductance[i]!;
    this.synapses.note(batch);
    if (batch.count === 0 || ++this.updates % this.settings.every !== 0) return undefined;
    this.choose();
    const pending = this.fast.read(this.line);
    return pending === undefined ? this.compare() : pending.then(() => this.compare());
  }

  /** Reads the next row. */
  private choose(): void {
    const { line, zeroLine } = this;
    const { rows, columns } = this.slow;
    this.row = (this.row + 1) % rows;
    if (this.row === 0) this.sweep++;
    line.count = columns;
    zeroLine.count = columns;
    for (let c = 0; c < columns; c++) {
      line.device[c] = this.row * columns + c;
      zeroLine.device[c] = line.device[c]!;
    }
  }

  /** Against the references, if there are any. */
  private compare(): void | Promise<void> {
    const pending = this.reference?.read(this.zeroLine);
    return pending === undefined ? this.carry() : pending.then(() => this.carry());
  }

  private carry(): void | Promise<void> {
    const { line, zeroLine, reading, row, chopper, reference } = this;
    for (let c = 0; c < line.count; c++) {
      reading[c] = line.weight[c] - (reference ? zeroLine.weight[c] : MIDDLE);
    }
    const flips = this.settings.chopper.flips(this.sweep);
    this.transfer.take(row, chopper[row], flips, reading, line);
    if (flips) chopper[row] = -chopper[row];
    keepPulsed(line);
    return this.slow.program(line);
  }
}

/** Devices that get no pulse are not touched. */
function keepPulsed(batch: UpdateBatch): void {
  const { device, delta, pulses, count } = batch;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    device[kept] = device[i];
    delta[kept] = delta[i];
    pulses[kept] = pulses[i];
    if (pulses[i] !== 0) kept++;
  }
  batch.count = kept;
}
