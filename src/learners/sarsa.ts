import type { Step } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import { actionValueHeads, ActionValues, epsilon, greedyOdds } from './action-values.js';
import type { LearnerKind } from './learner-kind.js';

const NONE = -1;

/**
 * SARSA (Rummery and Niranjan 1994; Sutton and Barto, 2nd ed., Section 6.4): a step ends in the value of the action
 * that will be taken next. It learns the values of its own ε-greedy policy.
 * Reads of a step: all columns with x′, which choose the next action too, and the TD error.
 */
class Sarsa extends ActionValues {
  /** the action that was chosen while learning, to be taken next */
  private planned = NONE;

  override act(observation: Observation): number | Promise<number> {
    const { planned } = this;
    this.planned = NONE;
    return planned === NONE ? super.act(observation) : this.take(observation, planned);
  }

  override learn(step: Step, next: Observation): void | Promise<void> {
    const pending = super.learn(step, next);
    // The episode after a truncation begins elsewhere.
    if (!step.truncated) return pending;
    if (pending === undefined) return this.forget();
    return pending.then(() => this.forget());
  }

  protected nextAction(): number {
    return (this.planned = this.draw());
  }

  private forget(): void {
    this.planned = NONE;
  }
}

export const sarsa: LearnerKind<'epsilon'> = {
  meaning:
    'a value for each action, taught by the value of the next action taken (Rummery and Niranjan 1994)',
  settings: { epsilon },
  heads: actionValueHeads,
  make: (parts, settings) => new Sarsa(parts, settings.epsilon),
  value(sums, settings) {
    const odds = new Float64Array(sums.length);
    greedyOdds(sums, settings.epsilon, odds);
    return sums.reduce((sum, value, i) => sum + odds[i] * value, 0);
  },
  odds: (sums, _learning, out, settings) => greedyOdds(sums, settings.epsilon, out),
};
