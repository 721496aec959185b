import type { System } from '../../core/maths/ode/system.js';
import { solveLinear } from '../../core/maths/solve-linear.js';
import type { RewardChain } from '../../core/reward-chain.js';

/**
 * The expected TD(0) update of a critic with one weight a state, under a fixed policy: dw/dt = A w + b with A = D (γ P − I) and b = D r, where P
 * are the transitions, r the expected rewards, and D how often each state is visited. Time is steps times learning rate. At the fixed point w are
 * the values of the policy (Sutton and Barto, 2nd ed., section 9.4).
 */
export class TdFlow implements System {
  readonly size: number;
  /** share of the steps in each state, when episodes follow one another; 0 for states that are never visited */
  readonly visits: Float64Array;
  /** A, row by row, and b */
  readonly matrix: Float64Array;
  readonly offset: Float64Array;

  /** @param policy probability of each action, the same in all states */
  constructor(
    chain: RewardChain,
    private readonly policy: readonly number[],
    discount: number,
  ) {
    const size = chain.next.length;
    this.size = size;
    this.visits = visitsOf(chain, policy);
    this.matrix = new Float64Array(size * size);
    this.offset = new Float64Array(size);
    for (let s = 0; s < size; s++) {
      const share = this.visits[s];
      this.matrix[s * size + s] -= share;
      this.each(chain, s, (next, reward, odds) => {
        this.offset[s] += share * odds * reward;
        if (next !== null) this.matrix[s * size + next] += share * odds * discount;
      });
    }
  }

  slope(w: Float64Array, slope: Float64Array): void {
    const { size, matrix, offset } = this;
    for (let s = 0; s < size; s++) {
      let sum = offset[s];
      for (let k = 0; k < size; k++) sum += matrix[s * size + k] * w[k];
      slope[s] = sum;
    }
  }

  /** The weights at which nothing is learned any more; 0 for states that are never visited. */
  fixedPoint(): Float64Array {
    const { size, matrix, offset, visits } = this;
    const rows = Array.from({ length: size }, (_, s) =>
      Array.from({ length: size }, (_, k) => (visits[s] > 0 ? -matrix[s * size + k] / visits[s] : +(s === k))),
    );
    return Float64Array.from(solveLinear(rows, Array.from(offset, (one, s) => (visits[s] > 0 ? one / visits[s] : 0))));
  }

  private each(chain: RewardChain, state: number, visit: (next: number | null, reward: number, odds: number) => void): void {
    for (const [action, odds] of this.policy.entries())
      if (odds > 0) visit(chain.next[state][action], chain.reward[state][action], odds);
  }
} // prettier-ignore

/** The stationary distribution of the states, episode after episode. */
function visitsOf({ start, next }: RewardChain, policy: readonly number[]): Float64Array {
  const follows = (state: number) => policy.flatMap((odds, action) => (odds > 0 ? [[next[state][action] ?? start, odds] as const] : []));
  const reached = [start];
  for (const state of reached) for (const [to] of follows(state)) if (!reached.includes(to)) reached.push(to);
  // Σ_s d_s (P_st − δ_st) = 0 for all t but the first, and Σ d = 1.
  const rows = reached.map((to, row) =>
    reached.map((from) => (row === 0 ? 1 : follows(from).reduce((sum, [other, odds]) => sum + (other === to ? odds : 0), from === to ? -1 : 0))),
  );
  const shares = solveLinear(rows, reached.map((_, row) => (row === 0 ? 1 : 0)));
  const visits = new Float64Array(next.length);
  for (const [k, state] of reached.entries()) visits[state] = shares[k];
  return visits;
} // prettier-ignore
