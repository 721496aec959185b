import type { Observation } from '../src/core/observation.js';

/** What one action led to. */
export interface Step {
  reward: number;
  /** the task itself ended: what follows has no value */
  terminated: boolean;
  /** the episode was cut short from outside: what would follow still has its value */
  truncated: boolean;
  /** the action had no say in what happened (a way out of a final state): there is nothing for an actor to learn */
  forced: boolean;
}

/**
 * A task, in the meaning of Gymnasium (Farama Foundation, `gymnasium.Env`). `reset`, then `step` until
 * terminated or truncated. A step is one object, rewritten in place. Observations are two, by turns: what was seen
 * before an action is still there after it.
 */
export interface Environment {
  /** what the agent sees now */
  readonly observation: Observation;
  /** how many actions there are; they are numbered from 0 */
  readonly actions: number;
  /** Starts an episode. */
  reset(): void;
  /** Takes an action, 0 … actions − 1. */
  step(action: number): Step;
}
