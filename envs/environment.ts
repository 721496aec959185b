import type { Observation } from '../src/core/observation.js';

/** The result of one action. */
export interface Step {
  reward: number;
  /** the task itself ended: the next state has no value */
  terminated: boolean;
  /** the episode was cut off from outside: the next state still has its value */
  truncated: boolean;
  /** the result did not depend on the action (on leaving a final state), so an actor learns nothing from it */
  forced: boolean;
}

/**
 * A task, as in Gymnasium (Farama Foundation, `gymnasium.Env`): `reset`, then `step` until terminated or truncated.
 * `step` returns the same object each time, with new values. Two observations take turns, so that the one before an
 * action is still valid after it.
 */
export interface Environment {
  /** the present observation */
  readonly observation: Observation;
  /** number of actions; they are numbered from 0 */
  readonly actions: number;
  /** Starts an episode. */
  reset(): void;
  /** Takes an action, 0 … actions − 1. */
  step(action: number): Step;
}
