// A learner of one file: an actor–critic whose actor follows the gradient of its own policy.
import { definePlugin } from 'memloop/experiment';
import {
  actorCritic,
  Observation,
  ReadBatch,
  UpdateBatch,
  type Agent,
  type LearnerKind,
  type LearnerParts,
  type Step,
} from 'memloop/learn';

/**
 * Column 0 is the critic, column 1 + i holds the preference of action i. With δ = r + γ V(x′) − V(x) it asks for
 * Δw_j = α δ x_j and Δθ_ij = α δ x_j (1[i = a] − π_i): the probability where the article has the preference.
 */
class SoftmaxActorCritic implements Agent {
  readonly batch: UpdateBatch;
  private seen: Observation;
  private readonly preferences: ReadBatch;
  private readonly tdError: ReadBatch;
  private readonly policy: Float64Array;
  private action = 0;

  constructor(private readonly parts: LearnerParts) {
    const { cells, actions, learning } = parts;
    this.batch = new UpdateBatch(cells * (1 + actions));
    this.seen = new Observation(cells);
    this.preferences = new ReadBatch(1, actions);
    this.tdError = new ReadBatch(0, 1, [-learning.learningRate, learning.learningRate * learning.discount]);
    this.policy = new Float64Array(actions);
  }

  async act(observation: Observation): Promise<number> {
    const { preferences, policy, parts } = this;
    this.seen = observation;
    preferences.clear();
    preferences.drive(observation);
    // A simulated crossbar answers in the call, a physical one later.
    await parts.scheme.multiply(preferences);
    let total = 0;
    preferences.output.forEach((preference, i) => {
      policy[i] = Math.exp(preference / parts.learning.temperature);
      total += policy[i]!;
    });
    for (let i = 0; i < policy.length; i++) policy[i] = policy[i]! / total;
    let left = parts.random.uniform();
    this.action = 0;
    while (this.action < policy.length - 1 && left >= policy[this.action]!) left -= policy[this.action++]!;
    return this.action;
  }

  async learn(step: Step, next: Observation): Promise<void> {
    const { tdError, batch, seen, policy, action, parts } = this;
    tdError.clear();
    tdError.drive(seen);
    if (!step.terminated) tdError.drive(next);
    tdError.reference[0] = parts.learning.learningRate * step.reward;
    await parts.scheme.multiply(tdError);
    batch.clear();
    const columns = 1 + policy.length;
    for (let k = 0; k < seen.count; k++) {
      const cell = seen.active[k]!;
      const change = tdError.output[0]! * seen.value[cell]!;
      if (change === 0) continue;
      batch.add(cell * columns, change);
      if (step.forced) continue;
      for (let i = 0; i < policy.length; i++)
        batch.add(cell * columns + 1 + i, change * ((i === action ? 1 : 0) - policy[i]!));
    }
    if (batch.count > 0) await parts.scheme.apply(batch);
  }
}

const softmax: LearnerKind = {
  meaning: 'an actor–critic whose actor follows the gradient of its own policy',
  settings: {},
  heads: actorCritic.heads,
  make: (parts) => new SoftmaxActorCritic(parts),
  value: actorCritic.value,
  odds: actorCritic.odds,
};

export default definePlugin({ learners: { softmax } });
