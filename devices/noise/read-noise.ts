import type { RandomStream } from '../../src/core/random-stream.js';

/** Correlation times of the 1/f-like part, in reads; octaves of octaves, equal shares, so that the sum falls like 1/f. */
export const PINK_READS = [2, 8, 32] as const;

/** Normal numbers per device and read: one white, one for each correlation time. */
const DRAWS = 1 + PINK_READS.length;

/** Correlation of the 1/f-like part between two reads that are `lag` reads apart. */
export function pinkCorrelation(lag: number): number {
  let sum = 0;
  for (const reads of PINK_READS) sum += Math.exp(-lag / reads);
  return sum / PINK_READS.length;
}

/**
 * What a read adds to the conductance, and what is gone at the next one: a white part, and a 1/f-like part
 * made of one Ornstein–Uhlenbeck process for each of `PINK_READS`. Time is counted in reads of the bank
 * (0.5 ms apart in the measurement), so a device that is left alone forgets.
 */
export class ReadNoise {
  private readonly state: Float64Array;
  private readonly last: Float64Array;
  private readonly drawn = new Float64Array(DRAWS);
  private clock = 0;

  /** @param white, @param pink standard deviations per device, siemens */
  constructor(
    private readonly white: Float64Array,
    private readonly pink: Float64Array,
    private readonly random: RandomStream,
  ) {
    this.state = new Float64Array(white.length * PINK_READS.length);
    this.last = new Float64Array(white.length).fill(-Infinity);
  }

  /** One read of the bank: the deviation of each device that is looked at, siemens. They share the moment. */
  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { white, pink, drawn, state, last } = this;
    const clock = ++this.clock;
    const share = 1 / Math.sqrt(PINK_READS.length);
    for (let i = 0; i < count; i++) {
      const d = device[i];
      this.random.normals(drawn, DRAWS);
      const elapsed = clock - last[d];
      let sum = 0;
      for (let k = 0; k < PINK_READS.length; k++) {
        const s = d * PINK_READS.length + k;
        // A device that stands twice in one read keeps its 1/f-like part.
        const kept = Math.exp(-elapsed / PINK_READS[k]);
        state[s] = kept * state[s] + Math.sqrt(1 - kept * kept) * drawn[k + 1];
        sum += state[s];
      }
      last[d] = clock;
      deviation[i] = white[d] * drawn[0] + pink[d] * share * sum;
    }
  }
}
