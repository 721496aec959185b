import type { RandomStream } from '../../src/core/random-stream.js';

/**
 * Many Markov chains of two states, as columns. Each knows when it leaves its state, so that looking at it before costs no
 * draw. Waits are exponential, or geometric where time goes in whole units. A chain is in state 1 with the chance π in
 * equilibrium, and forgets by the factor λ per unit of time: after a time t it is in state 1 with the chance
 * π + (s − π) λᵗ, where it was in state s (Kemeny and Snell, Finite Markov Chains, 1960). So a chain that has left its state
 * takes one draw for its state now, whatever happened between, and one for the next wait. It allocates nothing per call.
 */
export class TwoLevelChains {
  /** 1 or 0 */
  readonly state: Uint8Array;
  /** π */
  readonly occupancy: Float64Array;
  /** when each chain leaves its state */
  readonly leaves: Float64Array;
  /** λ where time is whole, for there it may be negative; ln λ elsewhere */
  private readonly decay: Float64Array;
  /** the mean of the waits of chain k in states 0 and 1, at 2k and 2k + 1, before they are rounded up to whole units */
  private readonly wait: Float64Array;
  private readonly drawn = new Float64Array(2);

  /** @param whole whether time goes in whole units */
  constructor(
    size: number,
    private readonly whole: boolean,
    private readonly random: RandomStream,
  ) {
    this.state = new Uint8Array(size);
    this.occupancy = new Float64Array(size);
    this.leaves = new Float64Array(size).fill(Infinity);
    this.decay = new Float64Array(size);
    this.wait = new Float64Array(2 * size);
  }

  /** Begins chain `k` in equilibrium, at time 0. @param dwells mean time in states 0 and 1; at least 1 where time is whole */
  begin(k: number, dwells: readonly [number, number]): void {
    const { whole, wait } = this;
    const [empty, full] = dwells;
    this.occupancy[k] = full / (empty + full);
    this.decay[k] = (whole ? 1 : 0) - 1 / empty - 1 / full;
    // A geometric wait of mean m is an exponential one, rounded up, of mean −1 / ln(1 − 1/m).
    dwells.forEach((mean, state) => (wait[2 * k + state] = whole ? -1 / Math.log1p(-1 / mean) : mean));
    this.random.uniforms(this.drawn, 2);
    this.state[k] = this.drawn[0] < this.occupancy[k] ? 1 : 0;
    this.leaves[k] = 0;
    this.stay(k);
  }

  /** Takes chain `k` to the time `now[0]`, no earlier than the one before. */
  advance(k: number, now: Float64Array): void {
    const { state, occupancy, decay, leaves, drawn, whole } = this;
    const elapsed = now[0] - leaves[k];
    if (!(elapsed >= 0)) return;
    this.random.uniforms(drawn, 2);
    const left = 1 - state[k];
    // A chain that leaves at this very moment is in its other state for sure, whatever the rounding of λ⁰.
    let chance = left;
    if (elapsed > 0) {
      const kept = whole ? Math.pow(decay[k], elapsed) : Math.exp(decay[k] * elapsed);
      chance = occupancy[k] + (left - occupancy[k]) * kept;
    }
    state[k] = drawn[0] < chance ? 1 : 0;
    leaves[k] = now[0]!;
    this.stay(k);
  }

  /** Adds to `leaves` how long the chain stays in its state. */
  private stay(k: number): void {
    const wait = -this.wait[2 * k + this.state[k]] * Math.log(1 - this.drawn[1]);
    this.leaves[k] += this.whole ? Math.floor(wait) + 1 : wait;
  }
}
