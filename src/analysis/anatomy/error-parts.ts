import type { UpdateBatch } from '../../core/update-batch.js';
import type { ErrorProbe } from './error-probe.js';

/** Bins of a distribution, in units of a weight's window; the outermost bins hold all larger errors. */
export const ERROR_BINS = { from: -0.2525, width: 0.005, count: 101 } as const;

/** A distribution of errors: mean, root mean square, and histogram. */
export class Distribution {
  readonly bins = new Float64Array(ERROR_BINS.count);
  count = 0;
  private sum = 0;
  private squares = 0;

  add(error: number): void {
    const bin = Math.floor((error - ERROR_BINS.from) / ERROR_BINS.width);
    this.bins[Math.min(Math.max(bin, 0), ERROR_BINS.count - 1)]++;
    this.count++;
    this.sum += error;
    this.squares += error * error;
  }

  get bias(): number {
    return this.count > 0 ? this.sum / this.count : 0;
  }

  get rms(): number {
    return this.count > 0 ? Math.sqrt(this.squares / this.count) : 0;
  }
}

/**
 * The parts of the error of every update (doi:10.1038/s42256-025-01149-w, Fig. 3 and Extended Data Fig. 2). ε1 is the change
 * of a noise-free device minus that of ideal memory from the same state: non-linearity, rounding, and changes that a scheme
 * postpones. ε2 is the actual change minus that of the noise-free device. An update is a weight in a learning step, however
 * many pulses and devices it takes. Reading errors do not stay in the devices.
 */
export class ErrorParts {
  readonly linear = new Distribution();
  readonly noise = new Distribution();
  readonly both = new Distribution();
  readonly reading = new Distribution();
  /** ε2 of each weight in the last learning step */
  readonly last: Float64Array;
  private readonly lowest: number;
  private readonly highest: number;

  /** @param share of each device in its weight */
  constructor(
    private readonly probe: ErrorProbe,
    private readonly share: readonly number[],
  ) {
    this.last = new Float64Array(probe.requested.length);
    this.lowest = share.reduce((sum, part) => sum + Math.min(part, 0), 0);
    this.highest = share.reduce((sum, part) => sum + Math.max(part, 0), 0);
  }

  /** Adds the errors of the last learning step. @param held weights in the devices after it */
  add(held: Float64Array, { device, weight, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) this.reading.add(weight[i] - held[device[i]]);
    for (let w = 0; w < held.length; w++) this.split(w, held[w]);
  }

  private split(w: number, held: number): void {
    const { probe, share, lowest, highest } = this;
    let moved = 0;
    let pulled = 0;
    for (let k = 0; k < share.length; k++) {
      moved += share[k] * probe.arrays[k].moved[w];
      pulled += share[k] * probe.arrays[k].pulled[w];
    }
    const before = held - moved;
    const wanted = Math.min(Math.max(before + probe.requested[w], lowest), highest) - before;
    this.last[w] = moved - pulled;
    if (wanted === 0 && moved === 0 && pulled === 0) return;
    this.linear.add(pulled - wanted);
    this.noise.add(moved - pulled);
    this.both.add(moved - wanted);
  }
}
