import { UpdateBatch } from '../core/update-batch.js';

/** The share of a batch's wishes that goes to one of several arrays, row by row. */
export class PartBatch extends UpdateBatch {
  /** @param factor what a wish for the weight is for a device of the array */
  constructor(
    capacity: number,
    private readonly factor: number,
  ) {
    super(capacity);
  }

  /** Takes the wishes of the rows from `from` to before `to`. */
  take({ device, delta }: UpdateBatch, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.device[i - from] = device[i];
      this.delta[i - from] = delta[i] * this.factor;
    }
    this.count = to - from;
  }

  /** Puts pulses and readings beside the wishes that they are for, from row `from` on. */
  give({ pulses, conductance }: UpdateBatch, from: number): void {
    for (let i = 0; i < this.count; i++) {
      pulses[from + i] = this.pulses[i]!;
      conductance[from + i] = this.conductance[i]!;
    }
  }
}
