import type { Step } from '../../envs/environment.js';
import type { ReadBatch } from '../../src/core/read-batch.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { UpdateScheme } from '../../src/schemes/update-scheme.js';

/** A scheme of plain numbers: an independent, slow and obvious crossbar. */
export class PlainWeights implements UpdateScheme {
  readonly weight: Float64Array;
  asked: [device: number, delta: number][] = [];
  /** columns of each product, first and count */
  readonly reads: [first: number, columns: number][] = [];

  constructor(
    cells: number,
    private readonly columns: number,
    private readonly delay = false,
  ) {
    this.weight = new Float64Array(cells * columns);
  }

  multiply(batch: ReadBatch): void | Promise<void> {
    this.reads.push([batch.first, batch.columns]);
    const sum = () => {
      for (let c = 0; c < batch.columns; c++) {
        batch.output[c] = batch.reference[0];
        for (let k = 0; k < batch.count; k++) {
          batch.observation[k].value.forEach((x, row) => {
            batch.output[c] += batch.factor[k] * x * this.weight[row * this.columns + batch.first + c];
          });
        }
      }
    };
    return this.delay ? Promise.resolve().then(sum) : sum();
  }

  apply(batch: UpdateBatch): void | Promise<void> {
    this.asked = Array.from({ length: batch.count }, (_, i) => [batch.device[i], batch.delta[i]]);
    for (const [device, delta] of this.asked) this.weight[device] += delta;
    if (this.delay) return Promise.resolve();
  }
}

/** A step that brings nothing and ends nothing, with changes. */
export function stepOf(changes: Partial<Step> = {}): Step {
  return { reward: 0, terminated: false, truncated: false, forced: false, ...changes };
}
