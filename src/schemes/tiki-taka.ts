import type { RandomStream } from '../core/random-stream.js';
import type { ReadBatch } from '../core/read-batch.js';
import { UpdateBatch } from '../core/update-batch.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import type { PulseCount } from './pulse-count.js';
import { alternate, findSymmetry } from './symmetry-point.js';
import type { Synapses } from './synapses.js';
import type { Transfer } from './transfer.js';
import type { UpdateScheme } from './update-scheme.js';

/** Where the fast devices' zero lies if no reference device tells: in the middle of the window. */
const MIDDLE = 0.5;

/** What all kinds of Tiki-Taka are set to. */
export interface TikiTakaSettings {
  /** share of a wish that the fast devices take */
  fast: number;
  /** updates between two transfers, T_s */
  every: number;
  /** pulse pairs that bring the fast devices to their point of symmetry */
  pairs: number;
  /** probability that a row's chopper flips after its read */
  flip: number;
}

/**
 * Tiki-Taka: wishes go to fast devices A, at whose point of symmetry up and down pulses undo each other, so that what
 * is left there is a mean of the wishes; row by row it is read and transferred to slow devices C, with which the learner
 * computes, W = γ A + C. Kinds differ in the transfer, and in a chopper, which lets a row take its wishes with either sign,
 * so that an offset of A cancels (Gokmen and Haensch 2020; Gokmen 2021; Rasch et al. 2024; choppers: US patent 12293281).
 * Cost per update: |n| pulses on A, one read of a row of A, and of its references, every T_s learning steps, and the transfer's pulses on C; two or, with
 * reference devices, three devices a weight.
 */
export class TikiTaka implements UpdateScheme {
  private readonly slow: Crossbar;
  private readonly fast: Crossbar;
  private readonly reference: Crossbar | undefined;
  private readonly wishes: UpdateBatch;
  private readonly line: UpdateBatch;
  private readonly zeroLine: UpdateBatch;
  private readonly reading: Float64Array;
  private readonly chopper: Int8Array;
  private readonly drawn = new Float64Array(1);
  private updates = 0;
  private row = 0;

  /** @param range N of each fast device; @param synapses of the arrays C, A and, if there are any, A's references */
  constructor(
    private readonly synapses: Synapses,
    private readonly pulses: PulseCount,
    private readonly range: Int32Array,
    private readonly transfer: Transfer,
    private readonly random: RandomStream,
    private readonly settings: TikiTakaSettings,
  ) {
    [this.slow, this.fast, this.reference] = synapses.arrays as [Crossbar, Crossbar, Crossbar | undefined];
    const { rows, columns } = this.slow;
    this.wishes = new UpdateBatch(rows * columns);
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
    const pending = this.fast.program(this.wishes);
    return pending === undefined ? this.follow(batch) : pending.then(() => this.follow(batch));
  }

  /** The wishes as the fast devices take them. */
  private address({ device, delta, pulses, count }: UpdateBatch): void {
    const { wishes, chopper } = this;
    const { fast } = this.settings;
    for (let i = 0; i < count; i++) {
      const row = Math.floor(device[i] / this.fast.columns);
      wishes.device[i] = device[i];
      wishes.delta[i] = delta[i] * fast * chopper[row];
    }
    wishes.count = count;
    this.pulses.count(wishes, this.fast.weight);
    for (let i = 0; i < count; i++) pulses[i] = Math.abs(wishes.pulses[i]) * Math.sign(delta[i]);
  }

  private follow(batch: UpdateBatch): void | Promise<void> {
    for (let i = 0; i < batch.count; i++) batch.conductance[i] = this.wishes.conductance[i]!;
    this.synapses.note(batch);
    if (batch.count === 0 || ++this.updates % this.settings.every !== 0) return undefined;
    this.choose();
    const pending = this.fast.read(this.line);
    return pending === undefined ? this.compare() : pending.then(() => this.compare());
  }

  /** The next row in turn. */
  private choose(): void {
    const { line, zeroLine } = this;
    const { rows, columns } = this.slow;
    this.row = (this.row + 1) % rows;
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
    this.random.uniforms(this.drawn, 1);
    const flips = this.drawn[0] < this.settings.flip;
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
