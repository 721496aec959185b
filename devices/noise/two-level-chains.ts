import type { RandomStream } from '../../src/core/random-stream.js';

/**
 * Many Markov chains of two states, as columns. A chain is in state 1 with the chance π in equilibrium, and forgets by the
 * factor λ per unit of time: after a time t it is in state 1 with the chance π + (s − π) λᵗ, where it was in state s (Kemeny
 * and Snell, Finite Markov Chains, 1960). So one draw is enough for any t. It allocates nothing per call.
 */
export class TwoLevelChains {
  /** 1 or 0 */
  readonly state: Uint8Array;
  /** π */
  readonly occupancy: Float64Array;
  /** λ; a negative one has a meaning for whole units of time only */
  private readonly decay: Float64Array;
  /** when each chain was last looked at */
  private readonly last: Float64Array;
  private readonly drawn = new Float64Array(1);

  constructor(
    size: number,
    private readonly random: RandomStream,
  ) {
    this.state = new Uint8Array(size);
    this.occupancy = new Float64Array(size);
    this.decay = new Float64Array(size);
    this.last = new Float64Array(size);
  }

  /** Begins chain `k` in equilibrium, at time 0. */
  begin(k: number, occupancy: number, decay: number): void {
    this.occupancy[k] = occupancy;
    this.decay[k] = decay;
    this.state[k] = this.random.uniform() < occupancy ? 1 : 0;
  }

  /** Takes chain `k` to the time `now[0]`. */
  advance(k: number, now: Float64Array): void {
    const { state, occupancy, decay, last, drawn } = this;
    const elapsed = now[0] - last[k];
    if (!(elapsed > 0)) return;
    this.random.uniforms(drawn, 1);
    const chance = occupancy[k] + (state[k] - occupancy[k]) * Math.pow(decay[k], elapsed);
    state[k] = drawn[0] < chance ? 1 : 0;
    last[k] = now[0]!;
  }
}
