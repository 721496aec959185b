import type { Observation } from '../core/observation.js';
import { actionValueHeads, ActionValues, epsilon, greedyOdds, highest } from './action-values.js';
import type { LearnerKind } from './learner-kind.js';

/**
 * Q-learning (Watkins and Dayan, Machine Learning 8, 1992): a step ends in the highest value, a′ = argmax_i Q(x′, i),
 * while actions are ε-greedy. It learns the values of the greedy policy.
 * Reads of a step: all columns to act, all columns with x′, and the TD error.
 */
class QLearning extends ActionValues {
  follow(observation: Observation, action: number): void {
    this.take(observation, action);
  }

  protected nextAction(): number {
    return highest(this.values.output);
  }
}

export const qLearning: LearnerKind<'epsilon'> = {
  meaning: 'a value for each action, taught by the highest value that follows (Watkins and Dayan 1992)',
  settings: { epsilon },
  heads: actionValueHeads,
  make: (parts, settings) => new QLearning(parts, settings.epsilon),
  value: (sums) => sums[highest(sums)],
  odds: (sums, _learning, out) => greedyOdds(sums, 0, out),
};
