import type { UpdateBatch } from '../../core/update-batch.js';
import type { TwinProbe } from './error-probe.js';

/** Bins of a distribution, in units of a weight's window; the outermost hold all that lies beyond. */
export const ERROR_BINS = { from: -0.2525, width: 0.005, count: 101 } as const;

/** How many errors were how large: their mean, their root mean square, and a histogram. */
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
 * The errors of every update, apart (doi:10.1038/s42256-025-01149-w, Fig. 3 and Extended Data Fig. 2): ε1 is what a device
 * without noise would have done − what an exact memory would have done from the same state (non-linearity, rounding, and
 * what a scheme puts off); ε2 is what was done − what a device without noise would have done. A reading's error stays in no
 * device. An update is a weight in a learning step, however many pulses and devices it took.
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

  /** @param share what each device adds to its weight */
  constructor(
    private readonly probe: TwinProbe,
    private readonly share: readonly number[],
  ) {
    this.last = new Float64Array(probe.wish.length);
    this.lowest = share.reduce((sum, part) => sum + Math.min(part, 0), 0);
    this.highest = share.reduce((sum, part) => sum + Math.max(part, 0), 0);
  }

  /** Takes the last learning step apart. @param held what the devices hold after it */
  note(held: Float64Array, { device, weight, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) this.reading.add(weight[i] - held[device[i]]);
    for (let w = 0; w < held.length; w++) this.split(w, held[w]);
  }

  private split(w: number, held: number): void {
    const { probe, share, lowest, highest } = this;
    let moved = 0;
    let pulled = 0;
    for (let k = 0; k < share.length; k++) {
      moved += share[k] * probe.twins[k].moved[w];
      pulled += share[k] * probe.twins[k].pulled[w];
    }
    const before = held - moved;
    const wanted = Math.min(Math.max(before + probe.wish[w], lowest), highest) - before;
    this.last[w] = moved - pulled;
    if (wanted === 0 && moved === 0 && pulled === 0) return;
    this.linear.add(pulled - wanted);
    this.noise.add(moved - pulled);
    this.both.add(moved - wanted);
  }
}
