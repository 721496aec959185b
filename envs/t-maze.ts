import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Next state by state and action: states 0–4 are the stem with its junction 4, 5–6 one arm, 7–8 the other. */
export const NEXT = [
  [0, 1], [0, 2], [1, 3], [2, 4], [7, 5], [4, 6], [5, 6], [4, 8], [7, 8],
] as const; // prettier-ignore
/** The state with the reward; leaving it ends the episode. */
export const GOAL = 6;

/**
 * The T-maze of doi:10.1038/s42256-025-01149-w, Fig. 4: nine states and two actions. Both actions leave state 6, pay the
 * reward of 1 and end the episode. The shortest path takes six moves.
 *
 * Observation: the state, as one number. Reward: 1 on leaving state 6, else 0. Start: state 0.
 */
export class TMaze implements Environment {
  static readonly states = NEXT.length;
  readonly actions = 2;
  private readonly seen = new ObservationPair(1);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    this.seen.turn().value[0] = 0;
  }

  step(action: number): Step {
    const { outcome } = this;
    const state = this.observation.value[0];
    const leaving = state === GOAL;
    outcome.reward = leaving ? 1 : 0;
    outcome.terminated = outcome.forced = leaving;
    this.seen.turn().value[0] = leaving ? state : NEXT[state][action];
    return outcome;
  }
}
