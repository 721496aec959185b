import { UpdateBatch } from '../core/update-batch.js';

/** The rows of a batch that go to one of several arrays. */
export class PartBatch extends UpdateBatch {
  /** @param factor from a change of the weight to the change of a device of the array */
  constructor(
    capacity: number,
    private readonly factor: number,
  ) {
    super(capacity);
  }

  /** Copies device and wanted change of the rows from `from` to before `to`. */
  take({ device, delta }: UpdateBatch, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.device[i - from] = device[i];
      this.delta[i - from] = delta[i] * this.factor;
    }
    this.count = to - from;
  }

  /** Copies pulses and readings back to the batch, from row `from` on. */
  give({ pulses, conductance }: UpdateBatch, from: number): void {
    for (let i = 0; i < this.count; i++) {
      pulses[from + i] = this.pulses[i]!;
      conductance[from + i] = this.conductance[i]!;
    }
  }
}
