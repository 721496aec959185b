import type { RandomStream } from '../core/random-stream.js';

/** When the choppers of fast devices flip their sign. */
export interface Chopper {
  /** Whether a row's chopper flips after its read. @param sweep how many reads all rows have had */
  flips(sweep: number): boolean;
}

/** Choppers that never flip. */
export const noChopper: Chopper = { flips: () => false };

/** Choppers that flip at random, each with the same probability after each read (c-TTv2 of Rasch et al. 2024). */
export class RandomChopper implements Chopper {
  private readonly drawn = new Float64Array(1);

  constructor(
    private readonly probability: number,
    private readonly random: RandomStream,
  ) {}

  flips(): boolean {
    this.random.uniforms(this.drawn, 1);
    return this.drawn[0] < this.probability;
  }
}

/** Choppers of all rows that flip in the same sweep, after every 1/p reads, at least two (AGAD's default in aihwkit). */
export class RegularChopper implements Chopper {
  /** @param period in reads of a row */
  constructor(private readonly period: number) {}

  flips(sweep: number): boolean {
    return sweep % this.period === this.period - 1;
  }
}

/** Reads of a row between two flips, where they are regular, or on average. @param probability p, above 0 */
export function chopperPeriod(probability: number): number {
  return Math.max(2, Math.round(1 / probability));
}
